"use client";

import { FileText, FileUp, X } from "lucide-react";
import { useRef, type ClipboardEvent } from "react";
import { FailureBanner } from "../feedback/failure-banner";
import { PageBanner } from "../feedback/page-banner";
import { FilePicker, LIST_FILES, useFileDrop } from "../form/file-drop";
import { Button, ButtonLink } from "../ui/button";
import { cx } from "../ui/cx";
import { Field } from "../ui/field";
import { formatCount, formatNoun } from "../ui/format";
import { IconButton } from "../ui/icon-button";
import { Spinner } from "../ui/spinner";
import { Textarea } from "../ui/textarea";
import { writeDraft } from "./draft";
import { NumberSummary } from "./number-summary";
import { OpenAsUpload } from "./open-as-upload";
import { RowReview } from "./row-review";
import type { NumberDraftState } from "./use-number-draft";

/** The box and the drop zone through which numbers come in, what was read from them, and what needs a hand. */
export function NumberInput({ input }: { input: NumberDraftState }) {
  const { draft, checked, failure, max } = input;
  const picker = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null) => {
    if (files && files.length > 0) void input.addFiles([...files]);
  };
  const { isOver, area } = useFileDrop(take);
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div
        {...area}
        className={cx(
          "flex flex-col gap-2 rounded-lg border p-3",
          isOver ? "border-accent bg-accent-soft" : "bg-surface",
        )}
      >
        <Field
          label="Numbers"
          hint={`Any spelling, any separators, up to ${formatCount(max)} numbers at a time. What you give stays in this tab until it is ordered.`}
        >
          <Textarea
            isMono
            rows={6}
            spellCheck={false}
            autoComplete="off"
            placeholder={"(201) 555-0123\n+1 201 555 0124, 201.555.0125"}
            className="max-h-80 resize-y"
            value={draft.text}
            onPaste={paste}
            onText={input.setText}
          />
        </Field>
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={<FileUp aria-hidden />} onClick={() => picker.current?.click()}>
            Choose a file
          </Button>
          <FilePicker picker={picker} multiple accept={LIST_FILES} label="File of numbers" onPick={take} />
          <p className="text-xs text-faint">or drop it here: CSV, TSV, TXT or XLSX, up to 10 MB</p>
          {(draft.text !== "" || draft.files.length > 0) && (
            <Button variant="ghost" size="sm" className="ml-auto" onClick={input.clear}>
              Clear all
            </Button>
          )}
        </div>
        <SourceList input={input} />
        {checked.notices.map((notice) => (
          <p key={notice} className="text-xs text-muted">
            {notice}
          </p>
        ))}
      </div>
      {failure && <FailureBanner failure={failure} title="The file could not be read" />}
      {checked.losses.length > 0 && (
        <PageBanner
          tone="pending"
          title="Not everything was read"
          actions={
            // Of a file only the first rows are here: the file itself has all of them.
            draft.files.some(({ loss }) => loss !== null) ? (
              <ButtonLink size="sm" href="/uploads">
                Upload the whole file
              </ButtonLink>
            ) : (
              <OpenAsUpload text={writeDraft(draft)} onOpened={input.clear} />
            )
          }
        >
          {checked.losses.map((loss) => (
            <p key={loss}>{loss}</p>
          ))}
        </PageBanner>
      )}
      <NumberSummary counts={checked.counts} isReading={input.isReading} />
      <RowReview input={input} />
    </div>
  );
}

function SourceList({ input: { draft, incoming, removeFile } }: { input: NumberDraftState }) {
  if (draft.files.length + incoming.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Files">
      {draft.files.map((file) => (
        <li
          key={file.id}
          className="flex items-center gap-1.5 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2 text-xs text-ink"
        >
          <FileText aria-hidden className="size-3.5 shrink-0 text-faint" />
          <span className="max-w-60 truncate">{file.name}</span>
          <span className="text-muted">{formatNoun(file.entries.length, "row")}</span>
          <IconButton size="sm" label={`Remove ${file.name}`} icon={<X />} onClick={() => removeFile(file.id)} />
        </li>
      ))}
      {incoming.map((name, index) => (
        <li key={`${name}${index}`} className="flex items-center gap-1.5 px-2 text-xs text-muted">
          <Spinner /> Reading {name}
        </li>
      ))}
    </ul>
  );
}
