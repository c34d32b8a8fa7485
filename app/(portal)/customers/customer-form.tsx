"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/feedback/use-action";
import { DialogForm } from "@/components/form/dialog-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { CUSTOMER_LIMITS, customerName } from "@/lib/domain/customer";
import { changeCustomerAction, createCustomerAction } from "./actions";

type Fields = { id: string; name: string; reference: string | null; note: string };

/** Creates a customer and opens it, or, given one, changes its name, reference and note. */
export function CustomerButton({ denial, customer }: { denial: string | null; customer?: Fields }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant={customer ? "secondary" : "primary"}
        icon={customer ? undefined : <Plus aria-hidden />}
        disabledReason={denial}
        onClick={() => setIsOpen(true)}
      >
        {customer ? "Edit…" : "New customer…"}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        size="sm"
        title={customer ? `Edit ${customer.name}` : "New customer"}
      >
        <CustomerForm customer={customer} onClose={() => setIsOpen(false)} />
      </Dialog>
    </>
  );
}

function CustomerForm({ customer, onClose }: { customer?: Fields; onClose: () => void }) {
  const router = useRouter();
  const [name, setName] = useState(customer?.name ?? "");
  const [reference, setReference] = useState(customer?.reference ?? "");
  const [note, setNote] = useState(customer?.note ?? "");
  const { run, isBusy, failure } = useAction();
  const parsed = customerName.safeParse(name);
  const missing = parsed.success ? null : (parsed.error.issues[0]?.message ?? "Enter a name.");
  const fields = { name, reference, note };
  // What somebody else changed meanwhile stays.
  const pickChanged = (before: Fields) =>
    Object.fromEntries(Object.entries(fields).filter(([key, value]) => value !== (before[key as keyof Fields] ?? "")));
  const save = () =>
    run(
      () =>
        customer ? changeCustomerAction({ id: customer.id, ...pickChanged(customer) }) : createCustomerAction(fields),
      ({ id }) => {
        if (customer) router.refresh();
        else router.push(`/customers/${id}`);
        onClose();
      },
    );
  return (
    <DialogForm
      submitLabel={customer ? "Save" : "Create customer"}
      dismissLabel="Discard"
      missing={missing}
      failure={failure?.fields ? null : failure}
      isBusy={isBusy}
      onSubmit={save}
      onClose={onClose}
    >
      <Field label="Name" errors={failure?.fields?.name} isRequired>
        <Input
          data-first-focus
          maxLength={CUSTOMER_LIMITS.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label="Our reference"
        hint="Their account number or ID in our systems."
        errors={failure?.fields?.reference}
      >
        <Input
          maxLength={CUSTOMER_LIMITS.reference}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
      </Field>
      <Field label="Note" errors={failure?.fields?.note}>
        <Textarea
          rows={3}
          maxLength={CUSTOMER_LIMITS.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </DialogForm>
  );
}
