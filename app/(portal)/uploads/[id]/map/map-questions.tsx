"use client";

import type { ReactNode } from "react";
import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { formatCount, formatNoun } from "@/components/ui/format";
import { listColumnHeadings, setRole } from "@/components/uploads/mapping-draft";
import { Segmented } from "@/components/ui/segmented";
import type { InspectionQuestion, UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";

type Props = {
  inspection: UploadInspection;
  mapping: UploadMapping;
  onChange: (mapping: UploadMapping) => void;
  /** Reads another sheet of the workbook. */
  onSheet: (sheet: string) => void;
  isBusy: boolean;
};

/** Where the file gives more than one answer, the person chooses; each choice with its counts. */
export function MapQuestions(props: Props) {
  const { questions } = props.inspection;
  if (questions.length === 0) return null;
  return (
    <section aria-label="Questions about this file" className="flex flex-col gap-3">
      {questions.map((question) => (
        <Question key={question.kind} question={question} {...props} />
      ))}
    </section>
  );
}

function Question({
  question,
  inspection,
  mapping,
  onChange,
  onSheet,
  isBusy,
}: Props & { question: InspectionQuestion }) {
  switch (question.kind) {
    case "number-column":
      return <NumberColumns columns={question.columns} inspection={inspection} mapping={mapping} onChange={onChange} />;
    case "hidden-rows":
      return (
        <Frame title={`${formatCount(question.count)} of ${formatNoun(question.of, "row")} are hidden in Excel`}>
          <Segmented
            label="Hidden rows"
            name="hidden-rows"
            value={mapping.hiddenRows}
            options={[
              { value: "leave-out", label: `Leave out: ${formatNoun(question.of - question.count, "row")} remain` },
              { value: "include", label: `Include all ${formatCount(question.of)}` },
            ]}
            onChange={(hiddenRows) => onChange({ ...mapping, hiddenRows })}
          />
        </Frame>
      );
    case "hidden-columns":
      return (
        <Frame title={`${formatNoun(question.columns.length, "column is", "columns are")} hidden in Excel`}>
          <p className="text-sm text-muted">
            {question.columns.map((index) => inspection.columns[index]?.heading ?? `Column ${index + 1}`).join(", ")}.
            Marked in the table below; a visible column goes before a hidden one.
          </p>
        </Frame>
      );
    case "sheets":
      return (
        <Frame title={`This workbook has ${formatNoun(question.names.length, "sheet")}`}>
          <ul className="flex flex-wrap gap-2">
            {question.names.map(({ name, rows, isHidden }) => {
              const isRead = name === inspection.sheet;
              return (
                <li key={name}>
                  <Button
                    variant="secondary"
                    aria-pressed={isRead}
                    isBusy={isBusy && mapping.sheet === name && !isRead}
                    className={isRead ? "border-accent-line bg-accent-soft text-accent-strong" : undefined}
                    onClick={() => !isRead && onSheet(name)}
                  >
                    {name}: {formatNoun(rows, "row")}
                    {isHidden && " (hidden)"}
                  </Button>
                </li>
              );
            })}
          </ul>
        </Frame>
      );
    case "ranges":
      return (
        <Frame title={`${formatNoun(question.count, "row holds", "rows hold")} a range, such as “${question.example}”`}>
          <Segmented
            label="Ranges"
            name="ranges"
            value={mapping.ranges}
            options={[
              { value: "expand", label: `Expand: ${formatNoun(question.numbers, "number")}` },
              { value: "ends", label: "Only the two numbers" },
              { value: "ask", label: "Ask for each row" },
            ]}
            onChange={(ranges) => onChange({ ...mapping, ranges })}
          />
        </Frame>
      );
  }
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PageBanner title={title}>
      <div className="mt-1">{children}</div>
    </PageBanner>
  );
}

/** Two columns may be the number that is acted on: side by side with samples. Nothing is chosen in silence. */
function NumberColumns({
  columns,
  inspection,
  mapping,
  onChange,
}: Pick<Props, "inspection" | "mapping" | "onChange"> & { columns: readonly number[] }) {
  const headings = listColumnHeadings(inspection, mapping.headerLine);
  const chosen = mapping.columns.indexOf("number");
  return (
    <fieldset
      className={cx(
        "rounded-lg border px-3 py-2.5",
        chosen === -1 ? "border-pending-line bg-pending-soft" : "border-line bg-surface",
      )}
    >
      <legend className="sr-only">Which column holds the numbers to act on?</legend>
      <p aria-hidden className="text-sm font-semibold text-ink">
        Which column holds the numbers to act on?
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {columns.map((index) => {
          const column = inspection.columns[index];
          if (!column) return null;
          return (
            <label
              key={index}
              className={cx(
                "flex min-w-48 cursor-pointer items-start gap-2 rounded-md border bg-surface px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                chosen === index ? "border-accent" : "border-line-strong hover:bg-hover",
              )}
            >
              <input
                type="radio"
                name="number-column"
                checked={chosen === index}
                onChange={() => onChange(setRole(mapping, index, "number"))}
                className="mt-1 size-4 accent-(--accent)"
              />
              <span className="flex min-w-0 flex-col">
                <span className="text-sm font-semibold text-ink">{headings[index] ?? `Column ${index + 1}`}</span>
                {column.samples.slice(0, 3).map((sample, at) => (
                  <span key={at} className="max-w-52 truncate font-mono text-xs text-muted">
                    {sample || "–"}
                  </span>
                ))}
                <span className="text-xs text-faint">{Math.round(column.numberShare * 100)} % are valid numbers</span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
