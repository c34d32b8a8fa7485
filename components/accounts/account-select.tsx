"use client";

import { type AccountChoice, nameChoice } from "@/lib/domain/account-choice";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

/** The carrier account that a form sends to; each option says whether it is live. With `value` "" a choice is still to be made. */
export function AccountSelect({
  accounts,
  value,
  onChange,
  errors,
  className,
}: {
  accounts: readonly AccountChoice[];
  value: string;
  onChange: (id: string) => void;
  errors?: readonly string[];
  className?: string;
}) {
  return (
    <Field label="Carrier account" className={className} errors={errors}>
      <Select
        // Once chosen, there is no way back to none.
        placeholder={value === "" ? "Choose an account" : undefined}
        options={accounts.map((account) => ({ value: account.id, label: nameChoice(account) }))}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** Why a form cannot be sent yet, or null. */
export const explainMissingAccount = (account: AccountChoice | null | undefined): string | null =>
  account ? null : "Choose an account first.";
