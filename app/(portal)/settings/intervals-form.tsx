"use client";

import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { READING_GROUPS, READING_LABELS, type ReadingIntervals } from "@/lib/domain/reading-cycle";
import type { Failure } from "@/lib/domain/result";
import { saveIntervalsAction } from "./actions";

const readHours = (data: FormData, group: string): number | null => {
  const text = String(data.get(group)).trim();
  return text === "" ? null : Number(text);
};

/** How often carriers are read again; blank: never. */
export function IntervalsForm({ intervals }: { intervals: ReadingIntervals }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const save = (data: FormData) =>
    startTransition(async () => {
      const result = await settleAction(
        saveIntervalsAction({
          sms: readHours(data, "sms"),
          campaigns: readHours(data, "campaigns"),
          registrations: readHours(data, "registrations"),
          owned: readHours(data, "owned"),
        }),
      );
      setFailure(result.ok ? null : result.error);
      if (result.ok) toast.success("Intervals saved");
    });
  return (
    <Section
      title="Readings"
      description="What is known of numbers is read again at the carriers after this many hours, with the calls that nobody else needs. Readings of whole days begin at 2 a.m. Eastern. Leave a field blank to turn one off."
    >
      <Card>
        <form
          className="flex flex-wrap items-end gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (!isBusy) save(new FormData(event.currentTarget));
          }}
        >
          {READING_GROUPS.map((group) => (
            <Field
              key={group}
              label={READING_LABELS[group].label}
              hint="Hours"
              errors={failure?.fields?.[group]}
              className="w-52"
            >
              <Input name={group} inputMode="numeric" autoComplete="off" defaultValue={intervals[group] ?? ""} />
            </Field>
          ))}
          <Button type="submit" isBusy={isBusy} aria-label="Save: Readings">
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
