"use client";

import { useId, useState, useTransition, type ReactNode } from "react";
import { markLive } from "@/lib/domain/account-choice";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
import type { Failure, Result } from "@/lib/domain/result";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { formatCount, formatNoun } from "../ui/format";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { FailureBanner } from "./failure-banner";
import { toActionFailure } from "./settle-action";

const LISTED = 5;

export type ConfirmDialogProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** The action up to the count: "Turn SMS off for". The button reads "Turn SMS off for 214 numbers". */
  verb: string;
  /** The button's own verb, where the title names more. */
  action?: string;
  noun?: readonly [one: string, many: string];
  /** The total, even if `items` has only the first few. */
  count: number;
  /** The affected items; the first five are listed. Fewer of many are taken for a description of them all. */
  items: readonly ReactNode[];
  consequences: ReactNode;
  isDanger?: boolean;
  /** The account's mode: the button marks live accounts. */
  mode?: "live" | "sandbox";
  /** Why it cannot be confirmed yet, besides the dialog's own fields. */
  missing?: string | false | null;
  /** The way out. Never "Cancel" beside a button that cancels something. */
  dismissLabel?: string;
  /** Asks for a reason, recorded in the audit log. */
  isReasonAsked?: boolean;
  /** Return a failure to keep the dialog open and show it. */
  onConfirm: (reason: string) => Promise<Result<unknown> | void>;
};

/** Confirms a destructive or costly action: verb and count on the button, typed count above 25, a reason for the audit log. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onOpenChange, verb, noun = ["number", "numbers"], count } = props;
  const title = `${verb} ${formatNoun(count, ...noun)}?`;
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={title} size="sm">
      <ConfirmForm {...props} noun={noun} />
    </Dialog>
  );
}

function ConfirmForm({
  onOpenChange,
  verb,
  action = verb,
  noun,
  count,
  items,
  consequences,
  isDanger = true,
  mode,
  missing = null,
  isReasonAsked = true,
  dismissLabel = "Cancel",
  onConfirm,
}: Omit<ConfirmDialogProps, "noun"> & { noun: readonly [string, string] }) {
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, startTransition] = useTransition();
  const formId = useId();
  const mustType = count > ONE_CLICK_NUMBERS;
  const isTyped = !mustType || typed.replace(/[,\s]/g, "") === String(count);
  const isExplained = !isReasonAsked || reason.trim() !== "";
  const incomplete = !isTyped
    ? `Type ${formatCount(count)} to confirm.`
    : !isExplained && "Enter a reason for the audit log.";
  const disabledReason = missing || incomplete || null;

  const confirm = () =>
    startTransition(async () => {
      const result = await onConfirm(reason.trim()).catch((error: unknown) => ({
        ok: false as const,
        error: toActionFailure(error),
      }));
      if (result && !result.ok) setFailure(result.error);
      else onOpenChange(false);
    });
  return (
    <form
      id={formId}
      className="flex flex-col gap-4 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (disabledReason === null && !isBusy) confirm();
      }}
    >
      {items.length > 0 && (
        <ul className="rounded-md border border-line bg-sunken px-3 py-2 text-sm">
          {items.slice(0, LISTED).map((item, index) => (
            <li key={index}>{item}</li>
          ))}
          {count > LISTED && items.length >= LISTED && (
            <li className="text-muted">and {formatCount(count - LISTED)} more</li>
          )}
        </ul>
      )}
      <div className="text-sm text-ink">{consequences}</div>
      {mustType && (
        <Field label={`Type ${formatCount(count)} to confirm`}>
          <Input data-first-focus inputMode="numeric" autoComplete="off" value={typed} onText={setTyped} />
        </Field>
      )}
      {isReasonAsked && (
        <Field label="Reason" hint="Recorded in the audit log.">
          <Textarea
            data-first-focus={!mustType || undefined}
            rows={2}
            maxLength={500}
            value={reason}
            onText={setReason}
          />
        </Field>
      )}
      {failure && <FailureBanner failure={failure} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button data-first-focus={(!mustType && !isReasonAsked) || undefined} onClick={() => onOpenChange(false)}>
          {dismissLabel}
        </Button>
        <Button
          type="submit"
          className="h-auto! min-h-8 max-w-full py-1 whitespace-normal!"
          variant={isDanger ? "danger" : "primary"}
          isBusy={isBusy}
          disabledReason={disabledReason}
        >
          {markLive(`${action} ${formatNoun(count, ...noun)}`, mode)}
        </Button>
      </div>
    </form>
  );
}
