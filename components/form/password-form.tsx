"use client";

import { useRef, useState, useTransition } from "react";
import type { Failure, Result } from "@/lib/domain/result";
import { FailureBanner } from "../feedback/failure-banner";
import { settleAction } from "../feedback/settle-action";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Field } from "../ui/field";
import { PasswordInput } from "../ui/password-input";

/** The current password and a new one, twice. Clears its fields on success. */
export function PasswordForm<T>({
  currentLabel = "Current password",
  submitLabel = "Change password",
  isWide = false,
  onSubmit,
  onDone,
}: {
  currentLabel?: string;
  submitLabel?: string;
  isWide?: boolean;
  onSubmit: (input: { current: string; next: string }) => Promise<Result<T>>;
  onDone: (data: T) => void;
}) {
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, startTransition] = useTransition();
  const form = useRef<HTMLFormElement>(null);

  const submit = (data: FormData) =>
    startTransition(async () => {
      const next = String(data.get("next"));
      if (next !== data.get("again")) return setFailure(mismatch());
      const result = await settleAction(onSubmit({ current: String(data.get("current")), next }));
      if (!result.ok) return setFailure(result.error);
      setFailure(undefined);
      form.current?.reset();
      onDone(result.data);
    });
  const fields = failure?.fields;
  return (
    <form
      ref={form}
      method="post"
      className="flex max-w-92 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) submit(new FormData(event.currentTarget));
      }}
    >
      {failure && !fields && <FailureBanner failure={failure} />}
      <Field label={currentLabel} errors={fields?.current}>
        <PasswordInput name="current" autoComplete="current-password" required isTall={isWide} />
      </Field>
      <Field
        label="New password"
        hint="At least 10 characters. A few words in a row are easy to remember."
        errors={fields?.next}
      >
        <PasswordInput name="next" autoComplete="new-password" required isTall={isWide} />
      </Field>
      <Field label="Repeat new password" errors={fields?.again}>
        <PasswordInput name="again" autoComplete="new-password" required isTall={isWide} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size={isWide ? "lg" : "md"}
        isBusy={isBusy}
        className={cx(isWide ? "w-full" : "w-fit")}
      >
        {submitLabel}
      </Button>
    </form>
  );
}

const mismatch = (): Failure => ({
  code: "INVALID_INPUT",
  message: "The new passwords do not match.",
  fields: { again: ["This does not match the new password above."] },
});
