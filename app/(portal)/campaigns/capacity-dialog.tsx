"use client";

import { useState } from "react";
import { useReloadingAction } from "@/components/feedback/use-action";
import { DialogForm } from "@/components/form/dialog-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { FREE_CAPACITY } from "@/lib/domain/campaign";
import { setCapacityAction } from "./actions";

type Capacity = { id: string; capacity: number; hasPool: boolean };

/** Sets how many numbers a campaign may hold: above 49 only with a number pool, and always with a reason. */
export function CapacityButton({ campaign, denial }: { campaign: Capacity; denial: string | null }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" disabledReason={denial} onClick={() => setIsOpen(true)}>
        Set capacity…
      </Button>
      {isOpen && <CapacityDialog campaign={campaign} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function CapacityDialog({ campaign, onClose }: { campaign: Capacity; onClose: () => void }) {
  const [capacity, setCapacity] = useState(String(campaign.capacity));
  const [hasPool, setHasPool] = useState(campaign.hasPool);
  const [reason, setReason] = useState("");
  const { run, isBusy, failure } = useReloadingAction();
  const errors = failure?.fields;
  const save = () =>
    run(() => setCapacityAction({ id: campaign.id, capacity: Number(capacity), hasPool, reason }), onClose);
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} size="sm" title="Set the campaign's capacity">
      <DialogForm
        noValidate
        submitLabel="Set capacity"
        failure={failure?.fields ? null : failure}
        failureTitle="Nothing was changed"
        isBusy={isBusy}
        onSubmit={save}
        onClose={onClose}
      >
        <Field
          label="Most numbers"
          isRequired
          hint={`${FREE_CAPACITY} without a number pool.`}
          errors={errors?.capacity}
        >
          <Input inputMode="numeric" value={capacity} onText={setCapacity} />
        </Field>
        <div>
          <Checkbox
            label={<span className="text-sm text-ink">The campaign has a number pool, confirmed by the carrier</span>}
            checked={hasPool}
            onChange={(event) => setHasPool(event.target.checked)}
          />
          {errors?.hasPool && <p className="text-xs text-bad">{errors.hasPool.join(" ")}</p>}
        </div>
        <Field label="Reason" isRequired hint="Kept in the audit." errors={errors?.reason}>
          <Textarea rows={2} maxLength={500} value={reason} onText={setReason} />
        </Field>
      </DialogForm>
    </Dialog>
  );
}
