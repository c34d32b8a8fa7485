"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { formatCount, formatNoun } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import {
  MATRIX_STATES,
  MATRIX_STEPS,
  type ImportMatrix,
  type MatrixState,
  type MatrixStep,
  type ResumableStep,
} from "@/lib/domain/import-matrix";
import type { OrderHead } from "@/lib/domain/order-view";
import type { Tone } from "@/lib/domain/service-state";
import { RefreshWhileRunning } from "../refresh-while-running";
import { ResumeDialog } from "./resume-dialog";

const STEP_WORDS = {
  imported: "Imported",
  registered: "Registered",
  tested: "Test sent",
  inbound: "Inbound seen",
} as const satisfies Record<MatrixStep, string>;

const STATE_WORDS = {
  done: { tone: "good", label: "Confirmed" },
  pending: { tone: "pending", label: "Under way" },
  missing: { tone: "neutral", label: "Missing" },
  failed: { tone: "bad", label: "Failed" },
  unknown: { tone: "unknown", label: "Unknown" },
  waiting: { tone: "neutral", label: "After an earlier step" },
} as const satisfies Record<MatrixState, { tone: Tone; label: string }>;

const VERBS = { registered: "Register", tested: "Test" } as const satisfies Record<ResumableStep, string>;
const RESUMABLE = ["registered", "tested"] as const satisfies readonly ResumableStep[];

/** Where the imported numbers stand on their way to a message that came in; each step can be continued from here. */
export function ImportMatrixBox({
  order,
  matrix,
  denial,
}: {
  order: OrderHead;
  matrix: ImportMatrix;
  denial: string | null;
}) {
  const [asked, setAsked] = useState<ResumableStep | null>(null);
  const { cells } = matrix;
  const shown = MATRIX_STATES.filter(
    (state) => state === "done" || MATRIX_STEPS.some((step) => cells[step][state] > 0),
  );
  const lacking = (step: ResumableStep) => cells[step].missing + cells[step].failed;
  const isMoving = MATRIX_STEPS.some((step) => cells[step].pending > 0) || cells.inbound.missing > 0;
  return (
    <Section
      title="From import to inbound"
      description="How many of these numbers have come how far, whoever took them there."
    >
      <RefreshWhileRunning isRunning={isMoving} />
      <div
        tabIndex={0}
        role="region"
        aria-label="From import to inbound"
        className="overflow-x-auto rounded-lg border border-line bg-surface"
      >
        <table className="w-full text-sm tabular-nums">
          <thead>
            <tr className="border-b border-line text-left text-xs text-muted">
              <th scope="col" className="px-4 py-2 font-medium">
                State
              </th>
              {MATRIX_STEPS.map((step) => (
                <th key={step} scope="col" className="px-4 py-2 text-right font-medium whitespace-nowrap">
                  {STEP_WORDS[step]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {shown.map((state) => (
              <tr key={state}>
                <th scope="row" className="px-4 py-2 text-left font-normal">
                  <StateBadge {...STATE_WORDS[state]} look="plain" />
                </th>
                {MATRIX_STEPS.map((step) => (
                  <td key={step} className="px-4 py-2 text-right">
                    <span className={cells[step][state] === 0 ? "text-faint" : "text-ink"}>
                      {formatCount(cells[step][state])}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap gap-2">
        {RESUMABLE.filter((step) => lacking(step) > 0).map((step) => (
          <Button
            key={step}
            disabledReason={denial ?? (order.isAccountOpen ? null : "The carrier account is switched off.")}
            onClick={() => setAsked(step)}
          >
            {`${VERBS[step]} ${formatNoun(lacking(step), "number")}`}
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
          key={asked}
          step={asked}
          orderId={order.id}
          accountId={order.accountId}
          count={lacking(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  );
}
