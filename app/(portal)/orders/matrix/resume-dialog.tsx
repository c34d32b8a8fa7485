"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { markLive } from "@/lib/domain/account-choice";
import type { ResumableState, ResumableStep } from "@/lib/domain/import-matrix";
import type { Failure } from "@/lib/domain/result";
import type { ResumeImportForm } from "@/lib/services/orders/resume-import";
import { useApplications } from "../../import/use-applications";
import { SegmentCount } from "../../messages/segment-count";
import { resumeImportAction } from "../actions";

/** Asks for what the next step needs, and places one order for all numbers that lack it. */
export function ResumeDialog({
  step,
  states,
  of,
  accountId,
  mode,
  count,
  onClose,
}: {
  step: ResumableStep;
  states: ResumableState[];
  of: ResumeImportForm["of"];
  accountId: string;
  mode: "live" | "sandbox";
  count: number;
  onClose: () => void;
}) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [applicationId, setApplicationId] = useState("");
  const [to, setTo] = useState("");
  const [text, setText] = useState("Test from Tandem");
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const numbers = formatNoun(count, "number");
  const place = () =>
    startTransition(async () => {
      const own = { of, states, idempotencyKey };
      const result = await settleAction(
        resumeImportAction(step === "registered" ? { ...own, step, applicationId } : { ...own, step, to, text }),
      );
      setFailure(result.ok ? null : result.error);
      if (result.ok) router.push(`/orders/${result.data.ref}`);
    });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="sm"
      title={step === "registered" ? `Register ${numbers}` : `Send a test from ${numbers}`}
      description={
        step === "registered"
          ? "One call per number, at the carrier's rate."
          : "One message from each of them to one telephone, at the carrier's rate. Each costs what a message costs."
      }
    >
      <form
        className="flex flex-col gap-4 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) place();
        }}
      >
        {step === "registered" ? (
          <ApplicationField accountId={accountId} value={applicationId} onChange={setApplicationId} failure={failure} />
        ) : (
          <>
            <Field label="To" isRequired errors={failure?.fields?.to}>
              <Input type="tel" isMono value={to} autoComplete="off" onChange={(event) => setTo(event.target.value)} />
            </Field>
            <Field label="Text" isRequired errors={failure?.fields?.text}>
              <Textarea rows={2} maxLength={2048} value={text} onChange={(event) => setText(event.target.value)} />
            </Field>
            <SegmentCount text={text} />
          </>
        )}
        {failure && !failure.fields && <FailureBanner failure={failure} title="Nothing was ordered" />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={isBusy}>
            {markLive(step === "registered" ? `Register ${numbers}` : `Send ${formatNoun(count, "message")}`, mode)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ApplicationField({
  accountId,
  value,
  onChange,
  failure,
}: {
  accountId: string;
  value: string;
  onChange: (id: string) => void;
  failure: Failure | null;
}) {
  const applications = useApplications(accountId);
  const errors = applications.isError
    ? [`The applications could not be read: ${applications.error.message}`]
    : failure?.fields?.applicationId;
  return (
    <Field label="Application" isRequired errors={errors} hint="Where the carrier delivers what these numbers receive.">
      <Select
        placeholder={applications.isPending ? "Reading the applications" : "Choose an application"}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        options={(applications.data ?? []).map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
      />
    </Field>
  );
}
