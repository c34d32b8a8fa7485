"use client";

import { useState, type ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { AccountChoice } from "@/lib/domain/account-choice";
import type { NumberAction, PlainOrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { warnOfAction } from "@/lib/services/numbers/explain-refusal";
import type { AccountView } from "@/lib/services/numbers/number-view";
import { useApplications } from "../../import/use-applications";
import { OrderDialog, type SharedDialogProps } from "../order-dialog";
import { WebhookDialog } from "./webhook-dialog";

/** Kinds that a dialog on the number's page places. */
export type DialogKind = NumberAction & PlainOrderKind;

type Props = {
  action: DialogKind;
  account: AccountView;
  number: PhoneNumber;
  onClose: () => void;
  onPlaced: () => void;
};

type FormProps = SharedDialogProps & { account: AccountView };

/** Kinds that need more than the number and a reason. */
const FORMS: Record<DialogKind, ((props: FormProps) => ReactNode) | null> = {
  "sms-enable": null,
  "sms-disable": null,
  import: null,
  register: RegisterDialog,
  remove: null,
  "webhook-set": WebhookDialog,
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
  const Form = FORMS[action];
  return Form ? <Form {...shared} account={account} /> : <OrderDialog {...shared} />;
}

const toChoice = ({ id, name, isSandbox }: AccountView): AccountChoice => ({
  id,
  name,
  mode: isSandbox ? "sandbox" : "live",
  lastFor: [],
});

function RegisterDialog({ account, ...shared }: FormProps) {
  const [applicationId, setApplicationId] = useState("");
  const applications = useApplications(account.id);
  const list = applications.data ?? [];
  const hint = applications.isPending
    ? "Reading the applications from the carrier…"
    : list.length === 0 && !applications.isError
      ? "The account has no application yet. Create one on the import page."
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
          onText={setApplicationId}
          options={list.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
        />
      </Field>
    </OrderDialog>
  );
}
