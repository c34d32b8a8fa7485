"use client";

import { useMemo, useState } from "react";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { formatCount, formatNoun } from "../ui/format";
import type { DraftRow } from "./draft";
import { RowTable } from "./row-table";
import type { NumberDraftState } from "./use-number-draft";

type View = "problems" | "warnings" | "all";

/** What needs a hand (invalid and duplicate rows), what one should know of, and all rows. Nothing here holds the good rows back. */
export function RowReview({ input }: { input: NumberDraftState }) {
  const { rows, counts } = input.checked;
  const [chosen, setChosen] = useState<View>("problems");
  const lists = useMemo(
    () => ({
      problems: rows.filter((row) => row.outcome !== "valid"),
      warnings: rows.filter((row) => row.outcome === "valid" && row.warnings.length > 0),
      all: rows,
    }),
    [rows],
  );
  if (rows.length === 0) return null;
  const remove = (own: readonly DraftRow[]) => input.change(own.map((row) => ({ row, to: null })));
  const views = [
    { id: "problems", label: "To look at", count: lists.problems.length },
    { id: "warnings", label: "Warnings", count: lists.warnings.length },
    { id: "all", label: "All rows", count: rows.length },
  ] as const;
  return (
    <section aria-label="Rows" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <div role="group" aria-label="Which rows to show" className="flex gap-1">
          {views.map(({ id, label, count }) => (
            <button
              key={id}
              type="button"
              aria-pressed={chosen === id}
              onClick={() => setChosen(id)}
              className={cx(
                "h-7 rounded-md px-2.5 text-xs font-medium",
                chosen === id ? "bg-accent-soft text-accent-strong" : "text-muted hover:bg-hover hover:text-ink",
              )}
            >
              {label} <span className="tabular-nums">{formatCount(count)}</span>
            </button>
          ))}
        </div>
        {chosen === "problems" && (
          <div className="ml-auto flex flex-wrap gap-2">
            {counts.duplicate > 0 && (
              <Button size="sm" onClick={() => remove(rows.filter((row) => row.outcome === "duplicate"))}>
                Remove {formatNoun(counts.duplicate, "duplicate")}
              </Button>
            )}
            {counts.invalid > 0 && (
              <Button size="sm" onClick={() => remove(rows.filter((row) => row.outcome === "invalid"))}>
                Remove {formatCount(counts.invalid)} invalid
              </Button>
            )}
          </div>
        )}
      </div>
      {chosen === "warnings" && <WarningGroups rows={lists.warnings} onRemove={remove} />}
      {lists[chosen].length === 0 ? (
        <p className="rounded-lg border border-line bg-surface px-3 py-3 text-sm text-muted">{explainEmpty(chosen)}</p>
      ) : (
        <RowTable key={chosen} rows={lists[chosen]} all={rows} input={input} />
      )}
      {chosen === "problems" && counts.invalid > 0 && counts.valid > 0 && (
        <p className="text-xs text-muted">
          The {formatNoun(counts.valid, "valid number")} can go ahead without these; invalid and duplicate rows are
          never sent.
        </p>
      )}
    </section>
  );
}

const explainEmpty = (view: View) =>
  view === "warnings"
    ? "No warnings: no toll-free, foreign or unusual area codes."
    : "Nothing to correct: every row is a number, and none is there twice.";

function WarningGroups({
  rows,
  onRemove,
}: {
  rows: readonly DraftRow[];
  onRemove: (rows: readonly DraftRow[]) => void;
}) {
  const groups = new Map<string, DraftRow[]>();
  for (const row of rows)
    for (const { code } of row.warnings) {
      const group = groups.get(code);
      if (group) group.push(row);
      else groups.set(code, [row]);
    }
  if (groups.size === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2">
      {[...groups].map(([code, own]) => (
        <li
          key={code}
          className="flex items-center gap-2 rounded-md border border-pending-line bg-pending-soft py-0.5 pr-0.5 pl-2 text-xs"
        >
          <span className="text-ink">
            {WARNING_LABELS[code] ?? code.replaceAll("-", " ")} <strong>{formatCount(own.length)}</strong>
          </span>
          <Button size="sm" variant="ghost" onClick={() => onRemove(own)}>
            Leave out
          </Button>
        </li>
      ))}
    </ul>
  );
}

const WARNING_LABELS: Partial<Record<string, string>> = {
  "not-us": "Not in the US",
  "toll-free": "Toll-free",
  premium: "Premium",
  "special-area-code": "Special area code",
  "unknown-area-code": "Unknown area code",
  fictional: "Kept for fiction",
  "restored-scientific": "Restored from a spreadsheet's form",
};
