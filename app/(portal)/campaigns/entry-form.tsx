"use client";

import { useRouter } from "next/navigation";
import { type ReactNode } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { useAction } from "@/components/feedback/use-action";
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
  const { run, isBusy, failure } = useAction();
  const send = () =>
    run(
      () => submit(),
      (data) => {
        if (data.isExisting) toast.info("It is here already; nothing was sent.");
        router.push(href(data.id));
      },
    );
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
