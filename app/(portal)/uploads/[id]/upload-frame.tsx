import type { ReactNode } from "react";
import { LivePage, type Pace } from "@/components/live/live-page";
import { CopyButton } from "@/components/ui/copy-button";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { DateOnly, RelativeTime } from "@/components/ui/time";
import { formatBytes } from "@/components/uploads/describe-progress";
import { RowCountsLine } from "@/components/uploads/row-counts";
import { UploadSteps } from "@/components/uploads/upload-steps";
import type { UploadStep } from "@/lib/domain/uploads/upload";
import { answerUpload, countRows, isUploadMoving } from "@/lib/domain/uploads/upload-labels";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { DeleteUpload } from "../delete-upload";
import { UploadRelations } from "./upload-relations";

/** What every step shows: the file, its steps, its counts, and other uploads that it has to do with. */
export function UploadFrame({
  upload,
  step,
  at,
  denial,
  pace,
  answer,
  children,
}: {
  upload: UploadView;
  step: UploadStep;
  /** When the page was read (ISO 8601). */
  at: string;
  denial: string | null;
  /** How often the page is read again where the upload itself does not say. */
  pace?: Pace;
  /** What the page says first; default: what the upload waits for. */
  answer?: string;
  children: ReactNode;
}) {
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/uploads", label: "Uploads" }]}
        title={upload.name}
        pageTitle={`${upload.name}: ${step}`}
        answer={<span aria-live="polite">{answer ?? answerUpload(upload)}</span>}
        actions={
          denial === null &&
          upload.state !== "submitting" && <DeleteUpload upload={upload} isIcon={false} leadsTo="/uploads" />
        }
      />
      <UploadLine upload={upload} />
      <div className="sticky top-12 z-10 -mx-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line bg-ground px-4 py-1.5 md:-mx-6 md:px-6">
        <UploadSteps id={upload.id} state={upload.state} current={step} />
        {countRows(upload.counts) > 0 && (
          <p aria-live="polite" aria-label="Rows">
            <RowCountsLine counts={upload.counts} isWrapped />
          </p>
        )}
      </div>
      <LivePage at={at} pace={isUploadMoving(upload) ? "moving" : (pace ?? "off")} />
      <UploadRelations upload={upload} />
      {children}
    </Page>
  );
}

function UploadLine({ upload: { ref, personName, createdAt, keptUntil, bytes, source } }: { upload: UploadView }) {
  return (
    <p className="-mt-4 flex flex-wrap items-center gap-x-1.5 text-xs text-muted">
      <span className="inline-flex items-center">
        <code className="font-mono text-xs text-ink">{ref}</code>
        <CopyButton text={ref} what="the reference" />
      </span>
      <span aria-hidden>·</span>
      <span>
        {source === "file" ? "uploaded" : source === "text" ? "pasted" : "selected"} <RelativeTime at={createdAt} /> by{" "}
        {personName ?? "Tandem"}
      </span>
      {source === "file" && (
        <>
          <span aria-hidden>·</span>
          <span>{formatBytes(bytes)}</span>
        </>
      )}
      <span aria-hidden>·</span>
      <span>
        kept until <DateOnly at={keptUntil} />
      </span>
    </p>
  );
}
