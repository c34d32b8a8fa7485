"use client";

import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** A password that is shown this once; it closes only by its button, so that a stray click does not lose it. */
export function OneTimePassword({ email, password, onDone }: { email: string; password: string; onDone: () => void }) {
  return (
    <Dialog
      isOpen
      canDismiss={false}
      onOpenChange={onDone}
      title="Pass this password on"
      description={`For ${email}. It works once: at the first sign-in they choose their own.`}
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
        <PageBanner tone="pending">It is not shown again. Lost? Reset it from the person&apos;s menu.</PageBanner>
      </div>
    </Dialog>
  );
}
