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

/** A number of days that applies to everyone. */
export function DaysForm({
  title,
  description,
  label,
  hint,
  days,
  onSave,
}: {
  title: string;
  description: string;
  label: string;
  hint?: string;
  days: number;
  onSave: (input: { days: number }) => Promise<Result<void>>;
}) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const save = (data: FormData) =>
    startTransition(async () => {
      const result = await settleAction(onSave({ days: Number(String(data.get("days")).replace(/[,\s]/g, "")) }));
      setFailure(result.ok ? null : result.error);
      if (result.ok) toast.success(`${title} saved`);
    });
  return (
    <Section title={title} description={description}>
      <Card>
        <form
          className="flex flex-wrap items-end gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) save(new FormData(event.currentTarget));
          }}
        >
          <Field label={label} hint={hint} errors={failure?.fields?.days} className="w-44">
            <Input name="days" inputMode="numeric" autoComplete="off" defaultValue={days} />
          </Field>
          <Button type="submit" isBusy={isBusy} aria-label={`Save: ${title}`}>
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
