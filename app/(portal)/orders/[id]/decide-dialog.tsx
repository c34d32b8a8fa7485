"use client";

import { useId, useState } from "react";
import { DialogForm } from "@/components/form/dialog-form";
import { TelephoneNumber } from "@/components/number";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import type { ItemChoice } from "@/lib/domain/order-query";
import type { OrderHead } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { decideItemsAction } from "../actions";
import { useReloadingAction } from "@/components/feedback/use-action";

type Outcome = "confirmed" | "failed";
const CONSEQUENCES = {
  confirmed: "They count as confirmed by you, not by the carrier, and are not checked for this order anymore.",
  failed: "They count as failed and can be retried: the carrier is then asked again. Be sure that nothing happened.",
} as const satisfies Record<Outcome, string>;

/** `first`: some of the numbers, to be shown. */
type Decided = {
  order: OrderHead;
  count: number;
  first: readonly PhoneNumber[];
  choice: ItemChoice;
  onDecided?: () => void;
};

/** Where no reading can settle it, a person decides, with a note that the audit keeps. */
export function DecideDialog({
  isOpen,
  onOpenChange,
  ...what
}: Decided & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title={`Decide on ${formatNoun(what.count, "unknown number")}`}
      description={`Look first at the evidence, or at ${what.order.carrierLabel}'s own console.`}
    >
      <DecideForm {...what} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function DecideForm({ order, count, first, choice, onDecided, onClose }: Decided & { onClose: () => void }) {
  const name = useId();
  const [outcome, setOutcome] = useState<Outcome>("confirmed");
  const [note, setNote] = useState("");
  const { run, isBusy, failure } = useReloadingAction();
  const verb = outcome === "confirmed" ? "Confirm" : "Mark as failed:";
  const decide = () =>
    run(
      () =>
        decideItemsAction({
          orderId: order.id,
          choice,
          outcome,
          note: note.trim(),
        }),
      ({ decided, left }) => {
        toast.success(
          `${formatNoun(decided, "number")} decided${left > 0 ? `; ${formatCount(left)} had been settled meanwhile` : ""}`,
        );
        onClose();
        onDecided?.();
      },
    );
  return (
    <DialogForm
      submitLabel={`${verb} ${formatNoun(count, "number")}`}
      variant={outcome === "confirmed" ? "primary" : "danger"}
      missing={note.trim().length < 3 ? "Say how you know." : null}
      dismissLabel="Decide later"
      failure={failure}
      isBusy={isBusy}
      onSubmit={decide}
      onClose={onClose}
    >
      <ul className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
        {first.map((number) => (
          <li key={number}>
            <TelephoneNumber e164={number} />
          </li>
        ))}
        {count > first.length && <li className="text-muted">and {formatCount(count - first.length)} more</li>}
      </ul>
      <Segmented
        label="What happened"
        name={name}
        value={outcome}
        options={[
          { value: "confirmed", label: "It happened" },
          { value: "failed", label: "It did not" },
        ]}
        onChange={setOutcome}
      />
      <p className="text-sm text-ink">{CONSEQUENCES[outcome]}</p>
      <Field label="How do you know?" hint="Kept in the audit and on each number's timeline." isRequired>
        <Textarea rows={3} maxLength={500} value={note} onText={setNote} />
      </Field>
    </DialogForm>
  );
}
