"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { FRESH_FIELD_LABELS, FRESH_FIELDS, type FreshnessHours } from "@/lib/domain/freshness";
import type { Failure } from "@/lib/domain/result";
import { saveFreshnessAction } from "./actions";

/** After how many hours a carrier's value counts as old, for everyone. */
export function FreshnessForm({ hours }: { hours: FreshnessHours }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const save = (data: FormData) =>
    startTransition(async () => {
      const given = Object.fromEntries(
        FRESH_FIELDS.map((field) => [field, Number(String(data.get(field)).replace(/[,\s]/g, ""))]),
      ) as FreshnessHours;
      const result = await settleAction(saveFreshnessAction(given));
      setFailure(result.ok ? null : result.error);
      if (!result.ok) return;
      toast.success("Age limits saved");
      router.refresh();
    });
  return (
    <Section
      title="Age limits"
      description="A value that was read longer ago turns amber, and its number is in the view “Not read lately”. In hours. Applies to everyone."
    >
      <form
        className="flex flex-wrap items-start gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) save(new FormData(event.currentTarget));
        }}
      >
        {FRESH_FIELDS.map((field) => (
          <Field key={field} label={FRESH_FIELD_LABELS[field]} errors={failure?.fields?.[field]} className="w-32">
            <Input name={field} inputMode="numeric" autoComplete="off" defaultValue={hours[field]} />
          </Field>
        ))}
        <Button type="submit" isBusy={isBusy} aria-label="Save: Age limits" className="mt-5">
          Save
        </Button>
      </form>
      {failure && !failure.fields && <FailureBanner failure={failure} />}
    </Section>
  );
}
