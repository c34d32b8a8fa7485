"use client";

import { CircleAlert, CircleCheck, OctagonX, Pencil, Trash2, TriangleAlert, WandSparkles } from "lucide-react";
import { useMemo } from "react";
import type { CheckedRow, RowCell, RowProblem } from "@/lib/domain/uploads/checked-row";
import type { GridRow } from "@/lib/domain/uploads/upload-view";
import { formatNational } from "@/lib/domain/phone-number";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { formatNoun } from "../ui/format";
import type { RowDraft } from "./use-row-edits";

const LOOKS = {
  error: { icon: CircleAlert, text: "text-bad", name: "Problem" },
  block: { icon: OctagonX, text: "text-unknown", name: "Blocked" },
  warning: { icon: TriangleAlert, text: "text-pending", name: "Warning" },
} as const satisfies Record<RowProblem["severity"], unknown>;

/** All about the active row: every problem with its repair; while typing, what the text would be. */
export function GridDetail({
  row,
  column,
  label,
  text,
  check,
  isReadOnly,
  isSaving,
  onChange,
  onOpen,
}: {
  row: GridRow | null;
  column: number;
  label: string;
  /** What is being typed into the cell, or null. */
  text: string | null;
  check: (cells: readonly RowCell[]) => readonly CheckedRow[];
  isReadOnly: boolean;
  isSaving: boolean;
  onChange: (cells: RowDraft) => void;
  onOpen: () => void;
}) {
  const typed = useMemo(() => {
    if (row === null || text === null) return null;
    return check(row.cells.map((cell, index) => ({ text: index === column ? text : cell })));
  }, [row, text, column, check]);
  if (row === null) return null;
  const problems = typed ? (typed[0]?.problems ?? []) : row.problems;
  const canChange = !isReadOnly && row.state !== "removed";
  return (
    <section
      aria-label={`Line ${row.line}`}
      className="flex min-h-14 flex-wrap items-start justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-3 py-2"
    >
      <div className="min-w-0 flex-1 basis-72 text-sm" aria-live="polite">
        <p className="text-xs text-muted">
          Line <span className="text-ink tabular-nums">{row.line}</span> · {label}
          {isSaving && <span className="text-faint"> · saving</span>}
        </p>
        {typed && problems.length === 0 ? (
          <Reading typed={typed} />
        ) : problems.length === 0 ? (
          <p className="text-muted">{describeState(row)}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {problems.map((problem) => (
              <ProblemLine
                key={`${problem.code} ${problem.column ?? ""}`}
                problem={problem}
                onRepair={canChange && typed === null ? onChange : null}
              />
            ))}
          </ul>
        )}
      </div>
      {canChange && text === null && (
        <div className="flex gap-1.5">
          <Button size="sm" icon={<Pencil aria-hidden />} onClick={onOpen}>
            Edit
          </Button>
          <Button size="sm" icon={<Trash2 aria-hidden />} onClick={() => onChange(null)}>
            Take out
          </Button>
        </div>
      )}
    </section>
  );
}

function Reading({ typed }: { typed: readonly CheckedRow[] }) {
  const [first] = typed;
  return (
    <p className="flex items-center gap-1.5 text-ink">
      <CircleCheck aria-hidden className="size-3.5 shrink-0 text-good" />
      {typed.length > 1
        ? `Reads as ${formatNoun(typed.length, "number")}. Enter saves it.`
        : first?.number
          ? `Reads as ${formatNational(first.number)}. Enter saves it.`
          : "Enter saves it."}
    </p>
  );
}

function ProblemLine({ problem, onRepair }: { problem: RowProblem; onRepair: ((cells: RowDraft) => void) | null }) {
  const { icon: Icon, text, name } = LOOKS[problem.severity];
  const { repair } = problem;
  // A repair that makes several rows of one is made for its whole group.
  const isOwn = repair !== null && (repair.cells === null || Object.keys(repair.cells).length > 0);
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="flex min-w-0 items-start gap-1.5">
        <Icon role="img" aria-label={`${name}:`} className={cx("mt-0.5 size-3.5 shrink-0", text)} />
        <span className="text-pretty text-ink">{problem.message}</span>
      </span>
      {isOwn && onRepair && (
        <Button
          size="sm"
          icon={<WandSparkles aria-hidden />}
          onClick={() => onRepair(repair.cells && { ...repair.cells })}
        >
          {repair.label}
        </Button>
      )}
    </li>
  );
}

function describeState({ state, number }: GridRow): string {
  if (state === "removed") return "Taken out: it is not sent.";
  if (state === "duplicate") return "An earlier row asks for the same; it is sent once.";
  return number ? `Ready: ${formatNational(number)}.` : "Ready.";
}
