"use client";

import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import type { Failure, Result } from "@/lib/domain/result";

type Silence = { days: number; regularDays: number };

/** From when on a number that received messages regularly counts as silent. */
export function SilenceForm({
  silence,
  onSave,
}: {
  silence: Silence;
  onSave: (input: Silence) => Promise<Result<void>>;
}) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const save = (data: FormData) =>
    startTransition(async () => {
      const read = (name: string) => Number(String(data.get(name)).replace(/[,\s]/g, ""));
      const result = await settleAction(onSave({ days: read("days"), regularDays: read("regularDays") }));
      setFailure(result.ok ? null : result.error);
      if (result.ok) toast.success("Silent numbers saved");
    });
  return (
    <Section
      title="Silent numbers"
      description="A number that received messages regularly and none for a while is listed under Messages. Applies to everyone."
    >
      <Card>
        <form
          id="silence"
          className="flex flex-wrap items-end gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) save(new FormData(event.currentTarget));
          }}
        >
          <Field label="Silent after" hint="Days" errors={failure?.fields?.days} className="w-44">
            <Input name="days" inputMode="numeric" autoComplete="off" defaultValue={silence.days} />
          </Field>
          <Field
            label="Regular with messages on"
            hint="Of the 30 days before"
            errors={failure?.fields?.regularDays}
            className="w-52"
          >
            <Input name="regularDays" inputMode="numeric" autoComplete="off" defaultValue={silence.regularDays} />
          </Field>
          <Button type="submit" isBusy={isBusy} aria-label="Save: Silent numbers">
            Save
          </Button>
        </form>
        {failure && !failure.fields && (
          <div className="mt-3">
            <FailureBanner failure={failure} />
          </div>
        )}
      </Card>
    </Section>
  );
}
