"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useAction } from "@/components/feedback/use-action";
import { DialogForm } from "@/components/form/dialog-form";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { Failure, Result } from "@/lib/domain/result";

type Errors = NonNullable<Failure["fields"]>;

/** The frame in which a brand or a campaign is registered; leads to its page. `name` is the field whose own error can come from elsewhere. */
export function EntryForm({
  title,
  description,
  href,
  submit,
  button,
  missing = null,
  onClose,
  children,
}: {
  title: string;
  description: string;
  href: (id: string) => string;
  submit: () => Promise<Result<{ id: string; isExisting: boolean }>>;
  button: string;
  /** Why it cannot be sent yet. */
  missing?: string | null;
  onClose: () => void;
  children: (errors: Errors) => ReactNode;
}) {
  const router = useRouter();
  const { run, isBusy, failure } = useAction();
  const send = () =>
    run(submit, ({ id, isExisting }) => {
      if (isExisting) toast.info("It is here already; nothing was sent.");
      router.push(href(id));
    });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} size="sm" title={title} description={description}>
      <DialogForm
        noValidate
        submitLabel={button}
        missing={missing}
        failure={failure?.fields ? null : failure}
        failureTitle="Nothing was sent"
        isBusy={isBusy}
        onSubmit={send}
        onClose={onClose}
      >
        {children(failure?.fields ?? {})}
      </DialogForm>
    </Dialog>
  );
}
