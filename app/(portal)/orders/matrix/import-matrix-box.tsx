"use client";

import { RouteLink } from "@/components/ui/route-link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { formatCount, formatNoun } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import {
  MATRIX_STATES,
  MATRIX_STEPS,
  type ImportMatrix,
  type MatrixCell,
  RESUMABLE_STATES,
  type ResumableState,
  type ResumableStep,
  writeCell,
} from "@/lib/domain/import-matrix";
import { IMPORT_STEP_LABELS, STATES } from "@/lib/domain/labels";
import type { ResumeImportForm } from "@/lib/services/orders/resume-import";
import { ResumeDialog } from "./resume-dialog";

const VERBS = { registered: "Register", tested: "Test" } as const satisfies Record<ResumableStep, string>;
const RESUMABLE = ["registered", "tested"] as const satisfies readonly ResumableStep[];

type Resume = { step: ResumableStep; states: ResumableState[]; count: number; label: string };

type MatrixPlace = {
  /** The numbers of one import, or all that an account has imported. */
  of: ResumeImportForm["of"];
  accountId: string;
  mode: "live" | "sandbox";
  /** The address of the page, to which a cell is added. */
  base: string;
  shown: MatrixCell | undefined;
};

/** How far imported numbers are on their way to a received message; each cell shows its numbers and can be continued from. */
export function ImportMatrixBox({
  matrix,
  description,
  denial,
  ...place
}: MatrixPlace & {
  matrix: ImportMatrix;
  description: string;
  /** Why nothing can be continued from here, or null. */
  denial: string | null;
}) {
  const [asked, setAsked] = useState<Resume | null>(null);
  const { cells } = matrix;
  const states = MATRIX_STATES.filter(
    (state) => state === "done" || MATRIX_STEPS.some((step) => cells[step][state] > 0),
  );
  return (
    <Section title="Import progress" description={description}>
      <div tabIndex={0} role="region" aria-label="Import progress" className="overflow-x-auto border-y border-line">
        <table className="w-full text-sm tabular-nums max-sm:table-fixed">
          <thead>
            <tr className="border-b border-line text-left text-xs text-muted">
              <th scope="col" className="px-3 py-2 font-medium max-sm:w-[37%] max-sm:px-0">
                State
              </th>
              {MATRIX_STEPS.map((step) => (
                <th
                  key={step}
                  scope="col"
                  className="px-3 py-2 text-right font-medium max-sm:px-0 max-sm:align-bottom max-sm:text-2xs max-sm:tracking-tight sm:whitespace-nowrap"
                >
                  {IMPORT_STEP_LABELS[step]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {states.map((state) => (
              <tr key={state}>
                <th scope="row" className="px-3 py-1.5 text-left font-normal max-sm:px-0">
                  <StateBadge {...STATES.importStep[state]} look="plain" />
                </th>
                {MATRIX_STEPS.map((step) => (
                  <td key={step} className="px-1 py-1.5 text-right max-sm:p-0">
                    <Count cell={{ step, state }} count={cells[step][state]} {...place} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap gap-2">
        {listResumes(cells, place.shown).map((resume) => (
          <Button key={resume.label} disabledReason={denial} onClick={() => setAsked(resume)}>
            {resume.label}
          </Button>
        ))}
        {cells.inbound.missing > 0 && (
          <p className="self-center text-sm text-muted">
            {formatNoun(cells.inbound.missing, "registered number has", "registered numbers have")} received nothing
            yet: text one of them from any telephone.
          </p>
        )}
      </div>
      {asked && (
        <ResumeDialog
          key={asked.label}
          step={asked.step}
          states={asked.states}
          of={place.of}
          accountId={place.accountId}
          mode={place.mode}
          count={asked.count}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}

/** A whole column each; while one cell is shown that can be continued, that cell alone comes first. */
function listResumes(cells: ImportMatrix["cells"], shown: MatrixCell | undefined): Resume[] {
  const name = (step: ResumableStep, states: ResumableState[], which: string): Resume => {
    const count = states.reduce((sum, state) => sum + cells[step][state], 0);
    return { step, states, count, label: `${VERBS[step]}${which} ${formatNoun(count, "number")}` };
  };
  const columns = RESUMABLE.map((step) => name(step, [...RESUMABLE_STATES], ""));
  const step = RESUMABLE.find((one) => one === shown?.step);
  const state = RESUMABLE_STATES.find((one) => one === shown?.state);
  const chosen = step && state ? [name(step, [state], " these")] : [];
  // The cell may be all of its column.
  const others = columns.filter(
    (column) => !chosen.some((one) => one.step === column.step && one.count === column.count),
  );
  return [...chosen, ...others].filter(({ count }) => count > 0);
}

function Count({ cell, count, base, shown }: MatrixPlace & { cell: MatrixCell; count: number }) {
  const isShown = shown?.step === cell.step && shown.state === cell.state;
  if (count === 0 && !isShown) return <span className="px-2 text-faint">0</span>;
  return (
    <RouteLink
      href={`${base}${isShown ? "" : `${base.includes("?") ? "&" : "?"}cell=${writeCell(cell)}`}#numbers`}
      scroll={false}
      aria-current={isShown ? "true" : undefined}
      aria-label={`${IMPORT_STEP_LABELS[cell.step]}, ${STATES.importStep[cell.state].label}: ${formatNoun(count, "number")}`}
      className={cx(
        "inline-block rounded-sm px-2 py-0.5 font-medium max-sm:py-2.5",
        isShown ? "bg-accent-soft text-accent-strong" : "text-accent hover:bg-hover hover:underline",
      )}
    >
      {formatCount(count)}
    </RouteLink>
  );
}
