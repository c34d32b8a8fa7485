"use client";

import { useState } from "react";
import { Route } from "lucide-react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { describeOutcome, type OutcomeRow } from "@/lib/services/sandbox-admin/outcome-words";
import { CARRIER_LABELS } from "@/lib/services/sandbox-admin/played-carriers";
import { dropAllOutcomesAction, dropOutcomeAction } from "./actions";
import { SandboxTarget } from "./sandbox-target";
import { useSandboxAction } from "./use-sandbox-action";

const SHOWN = 200;

export function OutcomesTable({ outcomes }: { outcomes: readonly OutcomeRow[] }) {
  const [isDroppingAll, setIsDroppingAll] = useState(false);
  const { failure, isBusy, perform, run } = useSandboxAction();
  const shown = outcomes.slice(-SHOWN).toReversed();
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 pt-2">
        <h3 className="text-sm font-semibold text-ink">
          {formatNoun(outcomes.length, "outcome")} in force
          {outcomes.length > SHOWN && (
            <span className="font-normal text-muted">, the latest {formatCount(SHOWN)} shown</span>
          )}
        </h3>
        {outcomes.length > 0 && (
          <Button size="sm" onClick={() => setIsDroppingAll(true)}>
            Remove all…
          </Button>
        )}
      </div>
      {failure && <FailureBanner failure={failure} />}
      <Table label="Outcomes in force" isBusy={isBusy}>
        <TableHead>
          <ColumnHeader label="Number or campaign" isSticky />
          <ColumnHeader label="Carrier" />
          <ColumnHeader label="Outcome" width="60%" />
          <ColumnHeader label="Actions" isLabelHidden align="right" />
        </TableHead>
        <tbody>
          {shown.length === 0 && (
            <MessageRow colSpan={4}>
              <EmptyState icon={Route} title="No outcome is set">
                Numbers behave as their carrier documents it, or as their last four digits decide.
              </EmptyState>
            </MessageRow>
          )}
          {shown.map((row) => (
            <Row key={`${row.carrier} ${row.key}`}>
              <Cell isSticky>
                <SandboxTarget text={row.key} />
              </Cell>
              <Cell className="whitespace-nowrap">{CARRIER_LABELS[row.carrier]}</Cell>
              <Cell>{describeOutcome(row)}</Cell>
              <Cell align="right">
                <Button
                  size="sm"
                  aria-label={`Remove the outcome of ${row.key} at ${CARRIER_LABELS[row.carrier]}`}
                  onClick={() =>
                    run(
                      () => dropOutcomeAction({ carrier: row.carrier, key: row.key }),
                      () => `No outcome for ${row.key} any more`,
                    )
                  }
                >
                  Remove
                </Button>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <ConfirmDialog
        isOpen={isDroppingAll}
        onOpenChange={setIsDroppingAll}
        verb="Remove"
        noun={["outcome", "outcomes"]}
        count={outcomes.length}
        items={outcomes.slice(0, 5).map((row) => `${row.key}, ${CARRIER_LABELS[row.carrier]}: ${describeOutcome(row)}`)}
        consequences="From the next call on, these numbers behave as any other. What has already happened stays."
        isReasonAsked={false}
        onConfirm={() =>
          perform(
            () => dropAllOutcomesAction({}),
            ({ removed }) => `${formatNoun(removed, "outcome")} removed`,
          )
        }
      />
    </>
  );
}
