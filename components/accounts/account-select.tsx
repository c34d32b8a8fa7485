"use client";

import { type AccountChoice, formatChoice } from "@/lib/domain/account-choice";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

/** The carrier account that a form sends to, marked sandbox or live. `value` "" means not chosen yet. */
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
        // Once chosen, it cannot be cleared.
        placeholder={value === "" ? "Choose an account" : undefined}
        options={accounts.map((account) => ({ value: account.id, label: formatChoice(account) }))}
        value={value}
        onText={onChange}
      />
    </Field>
  );
}

/** Why a form cannot be sent yet, or null. */
export const explainMissingAccount = (account: AccountChoice | null | undefined): string | null =>
  account ? null : "Choose an account first.";
