"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { settleAction } from "@/components/feedback/settle-action";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { ResumableState, ResumableStep } from "@/lib/domain/import-matrix";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
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
  const [applicationId, setApplicationId] = useState("");
  const [to, setTo] = useState("");
  const [text, setText] = useState("Test from Tandem");
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const isRegistration = step === "registered";
  const place = async (reason: string) => {
    const own = { of, states, idempotencyKey, reason: reason || undefined };
    const result = await settleAction(
      resumeImportAction(isRegistration ? { ...own, step, applicationId } : { ...own, step, to, text }),
    );
    if (result.ok) router.push(`/orders/${result.data.ref}`);
    return result;
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      {...(isRegistration ? { verb: "Register" } : { verb: "Send", noun: ["message", "messages"] as const })}
      count={count}
      mode={mode}
      items={[]}
      isDanger={false}
      isReasonAsked={count > ONE_CLICK_NUMBERS}
      missing={
        isRegistration ? applicationId === "" && "Choose an application." : to.trim() === "" && "Enter a number."
      }
      consequences={
        <div className="flex flex-col gap-4">
          {isRegistration ? (
            <>
              <p>One call per number, at the carrier&apos;s rate.</p>
              <ApplicationField accountId={accountId} value={applicationId} onChange={setApplicationId} />
            </>
          ) : (
            <>
              <p>
                One message from each of them to one telephone, at the carrier&apos;s rate. Each costs what a message
                costs.
              </p>
              <Field label="To" isRequired>
                <Input type="tel" isMono value={to} autoComplete="off" onText={setTo} />
              </Field>
              <Field label="Text" isRequired>
                <Textarea rows={2} maxLength={2048} value={text} onText={setText} />
              </Field>
              <SegmentCount text={text} />
            </>
          )}
        </div>
      }
      onConfirm={place}
    />
  );
}

function ApplicationField({
  accountId,
  value,
  onChange,
}: {
  accountId: string;
  value: string;
  onChange: (id: string) => void;
}) {
  const applications = useApplications(accountId);
  const errors = applications.isError
    ? [`The applications could not be read: ${applications.error.message}`]
    : undefined;
  return (
    <Field label="Application" isRequired errors={errors} hint="Where the carrier delivers what these numbers receive.">
      <Select
        placeholder={applications.isPending ? "Reading the applications" : "Choose an application"}
        value={value}
        onText={onChange}
        options={(applications.data ?? []).map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
      />
    </Field>
  );
}
