"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { createBrandAction } from "../campaigns/actions";
import { EntryForm } from "../campaigns/entry-form";

type Choice = { id: string; name: string };

/** The button and the form that register a brand with a carrier. */
export function AddBrand({ accounts, denial }: { accounts: readonly Choice[]; denial: string | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const none = accounts.length === 0 ? "No carrier account in use knows brands." : null;
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

function BrandForm({ accounts, onClose }: { accounts: readonly Choice[]; onClose: () => void }) {
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? "");
  const [brandId, setBrandId] = useState("");
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  return (
    <EntryForm
      title="Add a brand"
      description="It exists at the campaign registry already; this registers it with the carrier's network."
      button="Register the brand"
      href={(id) => `/brands/${id}`}
      submit={() => createBrandAction({ accountId, brandId, name, description })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {accounts.length > 1 && (
            <Field label="Carrier account" isRequired errors={errors.accountId}>
              <Select
                options={accounts.map((account) => ({ value: account.id, label: account.name }))}
                value={accountId}
                onChange={(event) => setAccountId(event.target.value)}
              />
            </Field>
          )}
          <Field
            label="Brand id"
            isRequired
            hint="Begins with B; letters and digits follow, as in B123456."
            errors={errors.brandId}
          >
            <Input isMono maxLength={20} value={brandId} onChange={(event) => setBrandId(event.target.value)} />
          </Field>
          <Field label="Name" isRequired errors={errors.name}>
            <Input maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Description" isRequired errors={errors.description}>
            <Textarea
              rows={2}
              maxLength={255}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          </Field>
        </>
      )}
    </EntryForm>
  );
}
