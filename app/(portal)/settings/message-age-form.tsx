"use client";

import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import type { Failure } from "@/lib/domain/result";
import { saveMessageAgeAction } from "./actions";

/** For how many days a message proves that its number works. */
export function MessageAgeForm({ days }: { days: number }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const save = (data: FormData) =>
    startTransition(async () => {
      const result = await settleAction(
        saveMessageAgeAction({ days: Number(String(data.get("days")).replace(/[,\s]/g, "")) }),
      );
      setFailure(result.ok ? null : result.error);
      if (result.ok) toast.success("Message age saved");
    });
  return (
    <Section
      title="Message age"
      description="A test message or inbound message proves for this many days that a number works. After that, it counts as too old. Applies to everyone."
    >
      <Card>
        <form
          className="flex flex-wrap items-end gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) save(new FormData(event.currentTarget));
          }}
        >
          <Field label="Days" errors={failure?.fields?.days} className="w-44">
            <Input name="days" inputMode="numeric" autoComplete="off" defaultValue={days} />
          </Field>
          <Button type="submit" isBusy={isBusy}>
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
