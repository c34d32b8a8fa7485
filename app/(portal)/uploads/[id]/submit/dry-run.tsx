"use client";

import { Radar, SearchCheck } from "lucide-react";
import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { useReloadingAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { formatCount } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/time";
import { VerdictGroups } from "@/components/uploads/verdict-groups";
import { WorkingCard } from "@/components/uploads/working-card";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { previewUploadAction } from "../../actions";

/** What is expected of each row: from what is known, or from the carriers' own answers. */
export function DryRun({
  upload,
  denial,
  isIncluded,
  onToggle,
}: {
  upload: UploadView;
  denial: string | null;
  isIncluded: (code: string, byDefault: boolean) => boolean;
  onToggle: (code: string, to: boolean) => void;
}) {
  const { id, preview, progress, state, targets } = upload;
  const asksCarriers = targets.some(({ accountId, rows }) => accountId !== null && rows > 0);
  const [asked, setAsked] = useState<"known" | "carriers">("known");
  const { run, isBusy, failure } = useReloadingAction();
  const ask = (askCarriers: boolean) => {
    setAsked(askCarriers ? "carriers" : "known");
    run(() => previewUploadAction({ id, askCarriers }));
  };
  const isRunning = progress !== null && state === "check";
  const missing = denial ?? (isRunning ? "It is running." : state === "submitting" ? "It is being submitted." : null);
  return (
    <Section
      title="What will happen"
      description={
        preview && !isRunning ? (
          <>
            {preview.isFresh ? "The carriers were asked" : "Compared with what is known"}{" "}
            <RelativeTime at={preview.at} />. Nothing was sent.
          </>
        ) : undefined
      }
      actions={
        <>
          {preview === null && (
            <Button
              variant="primary"
              icon={<SearchCheck aria-hidden />}
              isBusy={isBusy && asked === "known"}
              disabledReason={missing}
              onClick={() => ask(false)}
            >
              Compare with what is known
            </Button>
          )}
          {asksCarriers && (
            <Button
              icon={<Radar aria-hidden />}
              isBusy={isBusy && asked === "carriers"}
              disabledReason={missing}
              onClick={() => ask(true)}
            >
              Ask the carriers now
            </Button>
          )}
        </>
      }
    >
      {failure && <FailureBanner failure={failure} title="The dry run did not start" />}
      {isRunning && (
        <WorkingCard
          title={progress.unit === "numbers" ? "Asking the carriers" : "Comparing with what is known"}
          progress={progress}
        >
          Carriers are only read, at their own rate. You can leave this page.
        </WorkingCard>
      )}
      {isRunning && progress.unit === "numbers" && denial === null && (
        <Button className="self-start" isBusy={isBusy && asked === "known"} onClick={() => ask(false)}>
          Stop asking, use what is known
        </Button>
      )}
      {preview?.failures.map((text) => (
        <PageBanner key={text} tone="pending" title="Not all carriers could be asked">
          {text}
        </PageBanner>
      ))}
      {preview && (
        <VerdictGroups
          uploadId={id}
          groups={preview.groups}
          isIncluded={isIncluded}
          onToggle={onToggle}
          isReadOnly={denial !== null || state !== "check"}
        />
      )}
      {preview?.notes.map((note) => (
        <p
          key={note.code}
          className="rounded-md border border-pending-line bg-pending-soft px-2.5 py-1.5 text-xs text-ink"
        >
          <strong>{formatCount(note.count)}</strong> {note.message}
        </p>
      ))}
      {!preview && !isRunning && (
        <p className="text-sm text-muted">
          A dry run shows what each row would change before anything is sent. You can submit without it.
        </p>
      )}
    </Section>
  );
}
