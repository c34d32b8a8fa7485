"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { AccountChoice } from "@/lib/domain/account-choice";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { type NumberAction, warnOfAction } from "@/lib/services/numbers/judge-action";
import type { AccountView } from "@/lib/services/numbers/number-view";
import { useApplications } from "../../import/use-applications";
import { OrderDialog } from "../order-dialog";
import { WebhookDialog } from "./webhook-dialog";

type Props = {
  action: Exclude<NumberAction, "campaign-assign">;
  account: AccountView;
  number: PhoneNumber;
  onClose: () => void;
  onPlaced: () => void;
};

/** Asks for what the kind of order needs besides the number, and for a reason. */
export function NumberDialog({ action, account, number, onClose, onPlaced }: Props) {
  const shared = {
    kind: action,
    accounts: [toChoice(account)],
    numbers: [number],
    warning: warnOfAction(action, account),
    onClose,
    onPlaced,
  };
  if (action === "register") return <RegisterDialog {...shared} accountId={account.id} />;
  if (action === "webhook-set") return <WebhookDialog {...shared} account={account} />;
  if (action === "sms-enable" && account.service?.smsState === "not-found")
    return (
      <OrderDialog {...shared}>
        <p className="text-sm text-unknown">
          {account.carrierLabel} does not find this number: either SMS is off, or the number is not in our account
          there. In that case the order ends as failed, with the carrier&apos;s reason.
        </p>
      </OrderDialog>
    );
  return <OrderDialog {...shared} />;
}

const toChoice = ({ id, name, isSandbox }: AccountView): AccountChoice => ({
  id,
  name,
  mode: isSandbox ? "sandbox" : "live",
  lastFor: [],
});

type Shared = Omit<Parameters<typeof OrderDialog>[0], "children" | "params" | "paramsFault">;

function RegisterDialog({ accountId, ...shared }: Shared & { accountId: string }) {
  const [applicationId, setApplicationId] = useState("");
  const applications = useApplications(accountId);
  const list = applications.data ?? [];
  const hint = applications.isPending
    ? "Reading the applications at the carrier…"
    : list.length === 0 && !applications.isError
      ? "The account has no application yet. One can be made on the import page."
      : undefined;
  return (
    <OrderDialog
      {...shared}
      params={{ applicationId }}
      paramsFault={applicationId === "" ? "Choose the application first." : null}
    >
      <Field
        label="Application"
        hint={hint}
        errors={
          applications.isError ? [`The applications could not be read: ${applications.error.message}`] : undefined
        }
        isRequired
      >
        <Select
          placeholder="Choose an application"
          value={applicationId}
          onChange={(event) => setApplicationId(event.target.value)}
          options={list.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
        />
      </Field>
    </OrderDialog>
  );
}
