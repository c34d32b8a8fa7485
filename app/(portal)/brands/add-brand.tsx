"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { AccountSelect, explainMissingAccount } from "@/components/accounts/account-select";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type AccountChoice, chooseAccount, markLive } from "@/lib/domain/account-choice";
import { createBrandAction } from "../campaigns/actions";
import { EntryForm } from "../campaigns/entry-form";

/** The button and form for registering a brand with a carrier. */
export function AddBrand({ accounts, denial }: { accounts: readonly AccountChoice[]; denial: string | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const none = accounts.length === 0 ? "No active carrier account supports brands." : null;
  return (
    <>
      <Button
        variant="primary"
        icon={<Plus aria-hidden />}
        disabledReason={denial ?? none}
        onClick={() => setIsOpen(true)}
      >
        Add brand…
      </Button>
      {isOpen && <BrandForm accounts={accounts} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function BrandForm({ accounts, onClose }: { accounts: readonly AccountChoice[]; onClose: () => void }) {
  const [accountId, setAccountId] = useState(chooseAccount(accounts, "brand")?.id ?? "");
  const account = accounts.find(({ id }) => id === accountId);
  const [brandId, setBrandId] = useState("");
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  return (
    <EntryForm
      title="Add a brand"
      description="The brand must exist in the campaign registry. This registers it with the carrier's network."
      button={markLive("Register brand", account?.mode)}
      missing={explainMissingAccount(account)}
      href={(id) => `/brands/${id}`}
      submit={() => createBrandAction({ accountId, brandId, name, description })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {accounts.length > 1 && (
            <AccountSelect accounts={accounts} value={accountId} onChange={setAccountId} errors={errors.accountId} />
          )}
          <Field
            label="Brand ID"
            isRequired
            hint="Starts with B, followed by letters and digits, such as B123456."
            errors={errors.brandId}
          >
            <Input isMono maxLength={20} value={brandId} onText={setBrandId} />
          </Field>
          <Field label="Name" isRequired errors={errors.name}>
            <Input maxLength={255} value={name} onText={setName} />
          </Field>
          <Field label="Description" isRequired errors={errors.description}>
            <Textarea rows={2} maxLength={255} value={description} onText={setDescription} />
          </Field>
        </>
      )}
    </EntryForm>
  );
}
