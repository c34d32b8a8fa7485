"use client";

import { useState } from "react";
import { AccountSelect } from "@/components/accounts/account-select";
import { PageBanner } from "@/components/feedback/page-banner";
import { ChooseFirst } from "@/components/number-input/review-card";
import { NumberInput } from "@/components/number-input/number-input";
import { useNumberDraft } from "@/components/number-input/use-number-draft";
import { replaceInUrl, useOnceInUrl } from "@/components/number-input/use-once-in-url";
import { Skeleton } from "@/components/ui/skeleton";
import { useIsHydrated } from "@/components/ui/use-now";
import { chooseAccount } from "@/lib/domain/account-choice";
import type { ImportAccount } from "@/lib/services/accounts/list-import-accounts";
import { ImportReview } from "./import-review";
import { RegisterField } from "./register-field";

type Props = { accounts: readonly ImportAccount[]; account?: string; given?: string };

export function ImportForm(props: Props) {
  // The draft lives in the browser alone: the server cannot draw it.
  if (!useIsHydrated()) return <Skeleton className="h-96" />;
  return <ImportFields {...props} />;
}

function ImportFields({ accounts, account, given }: Props) {
  const [accountId, setAccountId] = useState(chooseAccount(accounts, "import", account)?.id ?? "");
  const [registerWith, setRegisterWith] = useState("");
  const input = useNumberDraft("import", { given, readFileUrl: "/api/numbers/read-file" });
  useOnceInUrl("numbers");
  const chosen = accounts.find(({ id }) => id === accountId);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-w-0 flex-col gap-4">
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
        <NumberInput input={input} />
        {chosen?.canRegister && (
          <RegisterField key={chosen.id} account={chosen} value={registerWith} onChange={setRegisterWith} />
        )}
      </div>
      {!chosen && <ChooseFirst />}
      {chosen && chosen.fault === null && <ImportReview account={chosen} registerWith={registerWith} input={input} />}
    </div>
  );
}
