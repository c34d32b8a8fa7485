"use client";

import { useState } from "react";
import { AccountSelect } from "@/components/accounts/account-select";
import { PageBanner } from "@/components/feedback/page-banner";
import { ChooseFirst } from "@/components/number-input/review-card";
import type { NumberDraftState } from "@/components/number-input/use-number-draft";
import { replaceInUrl } from "@/components/number-input/use-once-in-url";
import { OrderForm } from "@/components/orders/order-form";
import { formatNoun } from "@/components/ui/format";
import { chooseAccount } from "@/lib/domain/account-choice";
import type { ImportAccount } from "@/lib/services/accounts/list-import-accounts";
import { PlainOrderReview } from "../orders/plain-order-review";
import { RegisterField } from "./register-field";

type Props = { accounts: readonly ImportAccount[]; account?: string; given?: string };

export function ImportForm({ accounts, account, given }: Props) {
  const [accountId, setAccountId] = useState(chooseAccount(accounts, "import", account)?.id ?? "");
  const [registerWith, setRegisterWith] = useState("");
  const chosen = accounts.find(({ id }) => id === accountId);
  return (
    <OrderForm
      draft="import"
      given={given}
      head={
        <>
          <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
            <AccountSelect
              className="w-64"
              accounts={accounts}
              value={accountId}
              onChange={(id) => {
                setAccountId(id);
                setRegisterWith("");
                replaceInUrl({ account: id });
              }}
            />
            {chosen && chosen.details.length > 0 && (
              <dl className="flex flex-wrap gap-x-6 gap-y-1">
                {chosen.details.map(({ label, value }) => (
                  <div key={label} className="flex flex-col gap-1">
                    <dt className="text-xs font-medium text-muted">{label}</dt>
                    <dd className="flex h-8 items-center font-mono text-sm text-ink">{value}</dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
          {chosen?.fault && (
            <PageBanner tone="bad" title={`${chosen.name} cannot be used`}>
              {chosen.fault}
            </PageBanner>
          )}
          {chosen?.note && (
            <PageBanner tone="pending" title="Before you import">
              {chosen.note}
            </PageBanner>
          )}
        </>
      }
      tail={
        chosen?.canRegister && (
          <RegisterField key={chosen.id} account={chosen} value={registerWith} onChange={setRegisterWith} />
        )
      }
      review={(input) =>
        chosen ? (
          chosen.fault === null && <ImportReview account={chosen} registerWith={registerWith} input={input} />
        ) : (
          <ChooseFirst />
        )
      }
    />
  );
}

/** Importing again what is there resets it, so that is confirmed. */
function ImportReview({
  account,
  registerWith,
  input,
}: {
  account: ImportAccount;
  registerWith: string;
  input: NumberDraftState;
}) {
  return (
    <PlainOrderReview
      kind="import"
      account={account}
      input={input}
      params={registerWith === "" ? undefined : { registerWith }}
      describe={({ groups }, included) => {
        const again = groups.find(({ code }) => code === "imported" && included.has(code))?.numbers.length ?? 0;
        return {
          notes: (
            <p className="text-xs text-muted">
              {registerWith === ""
                ? "The numbers are imported, and not registered to an application."
                : "Each number that the carrier confirms is then registered to the chosen application, by an order of its own."}
            </p>
          ),
          confirmation:
            again === 0
              ? null
              : {
                  isDangerous: true,
                  consequences: `${formatNoun(again, "of these numbers is", "of these numbers are")} in the account already. Importing again resets what is set for them at ${account.carrierLabel}; that cannot be undone.`,
                },
        };
      }}
    />
  );
}
