"use client";

import { ClipboardPaste, FileUp, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, type ClipboardEvent, type ReactNode } from "react";
import { describeLimits, UPLOAD_TYPES } from "@/lib/domain/uploads/content-limits";
import { FailureBanner } from "../feedback/failure-banner";
import { FilePicker, useFileDrop } from "../form/file-drop";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { describeTransfer } from "./describe-progress";
import { follow } from "./followed";
import { ProgressBar } from "./progress-bar";
import { type Sending, useUpload } from "./use-upload";
import { useSecond } from "./use-second";

/** Where a file comes in: dropped, chosen or pasted. What it becomes is opened as soon as it is there. */
export function UploadZone({
  title = "Drop a file here",
  pickLabel = "Choose a file",
  hasPaste = true,
  denial,
  onCancel,
  children,
}: {
  title?: string;
  pickLabel?: string;
  hasPaste?: boolean;
  /** Why this role cannot upload, or null. */
  denial: string | null;
  /** Deletes what was sent of a canceled upload. */
  onCancel: (id: string) => Promise<unknown>;
  children?: ReactNode;
}) {
  const router = useRouter();
  const open = (id: string) => {
    follow(id);
    router.push(`/uploads/${id}/map`);
  };
  const uploader = useUpload({ onCancel, onSent: open });
  const { sending, failure } = uploader;
  const [isPasting, setIsPasting] = useState(false);
  const [several, setSeveral] = useState(0);
  const picker = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (!file || denial !== null) return;
    setSeveral(files?.length ?? 0);
    setIsPasting(false);
    uploader.sendFile(file);
  };
  const { isOver, area } = useFileDrop((files) => !sending && take(files));
  const paste = (event: ClipboardEvent) => {
    if (sending || event.target instanceof HTMLTextAreaElement) return;
    if (event.clipboardData.files.length > 0) take(event.clipboardData.files);
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div
        {...area}
        onPaste={paste}
        className={cx(
          "flex flex-col gap-3 rounded-lg border border-dashed px-4 py-5",
          isOver ? "border-accent bg-accent-soft" : "border-control-line bg-surface",
        )}
      >
        {sending ? (
          <SendingView sending={sending} onCancel={uploader.cancel} />
        ) : isPasting ? (
          <PasteBox onSend={uploader.sendText} onClose={() => setIsPasting(false)} />
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
            <Upload aria-hidden className="size-5 shrink-0 text-faint max-sm:hidden" strokeWidth={1.6} />
            <div className="min-w-0 flex-1 basis-72">
              <p className="text-base font-medium text-ink">{title}</p>
              <p className="text-xs text-pretty text-muted">{describeLimits()}</p>
            </div>
            <div className="flex flex-wrap gap-2">
              <Button
                variant="primary"
                icon={<FileUp aria-hidden />}
                disabledReason={denial}
                onClick={() => picker.current?.click()}
              >
                {pickLabel}
              </Button>
              {hasPaste && (
                <Button
                  icon={<ClipboardPaste aria-hidden />}
                  disabledReason={denial}
                  onClick={() => setIsPasting(true)}
                >
                  Paste
                </Button>
              )}
            </div>
          </div>
        )}
        <FilePicker picker={picker} accept={UPLOAD_TYPES.join(",")} label="File to upload" onPick={take} />
        {several > 1 && sending && (
          <p className="text-xs text-pending">One file at a time: only “{sending.name}” is uploaded.</p>
        )}
        {!sending && !isPasting && children}
      </div>
      {failure && <FailureBanner failure={failure} title="Nothing was uploaded" />}
    </div>
  );
}

function SendingView({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const now = useSecond();
  const text = sending.isFinishing
    ? "All of it has arrived."
    : describeTransfer({
        done: sending.sent,
        total: sending.total,
        since: sending.startedAt,
        from: sending.resumedFrom,
        now,
      });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 truncate text-base font-medium text-ink">
          {sending.resumedFrom > 0 ? "Continuing" : "Uploading"} {sending.name}
        </p>
        {!sending.isFinishing && (
          <Button size="sm" onClick={onCancel}>
            Cancel upload
          </Button>
        )}
      </div>
      <ProgressBar
        label={`Upload of ${sending.name}`}
        done={sending.sent}
        total={sending.total}
        text={text}
        isWaiting={sending.isWaiting}
      />
      <p role="status" className="text-xs text-pending empty:hidden">
        {sending.isWaiting && "No connection. What has arrived is kept; the upload continues by itself."}
      </p>
    </div>
  );
}

function PasteBox({ onSend, onClose }: { onSend: (text: string) => void; onClose: () => void }) {
  const [text, setText] = useState("");
  const send = () => onSend(text);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") send();
      }}
    >
      <Field label="Rows or numbers" hint="Copied from a spreadsheet, an e-mail or a list. Ctrl-Enter uploads them.">
        <Textarea
          isMono
          autoFocus
          rows={8}
          spellCheck={false}
          autoComplete="off"
          className="max-h-96 resize-y"
          value={text}
          onText={setText}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim() !== "") send();
            else if (event.key === "Escape" && text === "") onClose();
          }}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabledReason={text.trim() === "" ? "Paste something first." : null}>
          Upload pasted text
        </Button>
        <Button onClick={onClose}>Back</Button>
      </div>
    </form>
  );
}
