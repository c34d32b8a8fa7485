"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Result } from "@/lib/domain/result";
import { savedViewName } from "@/lib/domain/saved-view";
import { FailureBanner } from "../feedback/failure-banner";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useAction } from "../feedback/use-action";

/** Asks for the name of a saved filter; a refusal is shown at its field. */
export function NameDialog({
  title,
  initial,
  verb,
  isShared,
  onSubmit,
  onClose,
}: {
  title: string;
  initial: string;
  verb: string;
  /** Without it, the choice is not offered. */
  isShared?: boolean;
  onSubmit: (name: string, isShared: boolean) => Promise<Result<unknown>>;
  onClose: () => void;
}) {
  const router = useRouter();
  const [name, setName] = useState(initial);
  const [isForAll, setIsForAll] = useState(isShared ?? false);
  const { run, isBusy, failure } = useAction();
  const isGiven = savedViewName.safeParse(name).success;
  const submit = () =>
    run(
      () => onSubmit(name, isForAll),
      () => {
        router.refresh();
        onClose();
      },
    );
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} size="sm" title={title}>
      <form
        className="flex flex-col gap-4 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isGiven && !isBusy) submit();
        }}
      >
        <Field
          label="Name"
          hint={isForAll ? "Everyone sees it, with your name." : "Only you see it."}
          errors={failure?.fields?.name}
          isRequired
        >
          <Input autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        {isShared !== undefined && (
          <Checkbox
            label="Share with everyone"
            checked={isForAll}
            onChange={(event) => setIsForAll(event.target.checked)}
          />
        )}
        {failure && !failure.fields?.name && <FailureBanner failure={failure} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={isBusy} disabledReason={isGiven ? null : "Give it a name."}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
