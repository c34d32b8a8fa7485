"use client";

import { useState } from "react";
import type { Result } from "@/lib/domain/result";
import { savedViewName } from "@/lib/domain/saved-view";
import { DialogForm } from "../form/dialog-form";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useReloadingAction } from "../feedback/use-action";

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
  const [name, setName] = useState(initial);
  const [isForAll, setIsForAll] = useState(isShared ?? false);
  const { run, isBusy, failure } = useReloadingAction();
  const isGiven = savedViewName.safeParse(name).success;
  const submit = () => run(() => onSubmit(name, isForAll), onClose);
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} size="sm" title={title}>
      <DialogForm
        submitLabel={verb}
        missing={isGiven ? null : "Give it a name."}
        failure={failure?.fields?.name ? null : failure}
        isBusy={isBusy}
        onSubmit={submit}
        onClose={onClose}
      >
        <Field
          label="Name"
          hint={isForAll ? "Everyone sees it, with your name." : "Only you see it."}
          errors={failure?.fields?.name}
          isRequired
        >
          <Input data-first-focus maxLength={60} value={name} onText={setName} />
        </Field>
        {isShared !== undefined && (
          <Checkbox
            label="Share with everyone"
            checked={isForAll}
            onChange={(event) => setIsForAll(event.target.checked)}
          />
        )}
      </DialogForm>
    </Dialog>
  );
}
