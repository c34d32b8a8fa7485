"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition, type ReactNode } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
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
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const send = () =>
    startTransition(async () => {
      setFailure(null);
      const result = await settleAction(submit());
      if (!result.ok) return setFailure(result.error);
      if (result.data.isExisting) toast.info("It is here already; nothing was sent.");
      router.push(href(result.data.id));
    });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} size="sm" title={title} description={description}>
      <form
        noValidate
        className="flex flex-col gap-4 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy && missing === null) send();
        }}
      >
        {children(failure?.fields ?? {})}
        {failure && !failure.fields && <FailureBanner failure={failure} title="Nothing was sent" />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isBusy={isBusy} disabledReason={missing}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
