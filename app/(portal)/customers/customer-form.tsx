"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { CUSTOMER_LIMITS, customerName } from "@/lib/domain/customer";
import type { Failure } from "@/lib/domain/result";
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
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, startTransition] = useTransition();
  const parsed = customerName.safeParse(name);
  const missing = parsed.success ? null : (parsed.error.issues[0]?.message ?? "Enter a name.");
  const save = () =>
    startTransition(async () => {
      const fields = { name, reference, note };
      const result = await settleAction(
        customer ? changeCustomerAction({ id: customer.id, ...fields }) : createCustomerAction(fields),
      );
      if (!result.ok) return setFailure(result.error);
      if (customer) router.refresh();
      else router.push(`/customers/${result.data.id}`);
      onClose();
    });
  return (
    <form
      className="flex flex-col gap-4 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null && !isBusy) save();
      }}
    >
      <Field label="Name" errors={failure?.fields?.name} isRequired>
        <Input
          autoFocus
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
      {failure && !failure.fields && <FailureBanner failure={failure} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Discard</Button>
        <Button type="submit" variant="primary" isBusy={isBusy} disabledReason={missing}>
          {customer ? "Save" : "Create customer"}
        </Button>
      </div>
    </form>
  );
}
