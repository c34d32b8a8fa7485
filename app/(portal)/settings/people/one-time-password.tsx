"use client";

import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** A password that is shown once; the dialog closes only by its button, so a stray click does not lose it. */
export function OneTimePassword({ email, password, onDone }: { email: string; password: string; onDone: () => void }) {
  return (
    <Dialog
      isOpen
      canDismiss={false}
      onOpenChange={onDone}
      title="Share this password"
      description={`For ${email}. It works once. They choose a new password when they first sign in.`}
      size="sm"
      footer={
        <Button variant="primary" onClick={onDone}>
          I have passed it on
        </Button>
      }
    >
      <div className="flex flex-col gap-3 pb-2">
        <div className="flex items-center justify-between gap-3 rounded-md border border-line bg-sunken px-3 py-2">
          <code className="font-mono text-base break-all select-all" data-testid="one-time-password">
            {password}
          </code>
          <CopyButton text={password} label="Copy" />
        </div>
        <PageBanner tone="pending">
          It is not shown again. If it gets lost, reset it from the person&apos;s menu.
        </PageBanner>
      </div>
    </Dialog>
  );
}
