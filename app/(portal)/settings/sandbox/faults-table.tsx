"use client";

import { useState } from "react";
import { Zap } from "lucide-react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { describeFault, type FaultRule } from "@/lib/services/sandbox-admin/fault-words";
import { CARRIER_LABELS, describeEndpoint } from "@/lib/services/sandbox-admin/played-carriers";
import { removeAllFaultsAction, removeFaultAction } from "./actions";
import { SandboxTarget } from "./sandbox-target";
import { useSandboxAction } from "./use-sandbox-action";

const SHOWN = 200;
const PERCENT = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 2 });

export function FaultsTable({ faults }: { faults: readonly FaultRule[] }) {
  const [isRemovingAll, setIsRemovingAll] = useState(false);
  const { failure, isBusy, perform, run } = useSandboxAction();
  const remove = (rule: FaultRule) =>
    run(
      () => removeFaultAction({ id: rule.id }),
      () => `Removed: ${describeFault(rule.fault)}`,
    );
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 pt-2">
        <h3 className="text-sm font-semibold text-ink">
          {formatNoun(faults.length, "fault")} in force
          {faults.length > SHOWN && (
            <span className="font-normal text-muted">, the latest {formatCount(SHOWN)} shown</span>
          )}
        </h3>
        {faults.length > 0 && (
          <Button size="sm" onClick={() => setIsRemovingAll(true)}>
            Remove all…
          </Button>
        )}
      </div>
      {failure && <FailureBanner failure={failure} />}
      <Table label="Faults in force" isBusy={isBusy}>
        <TableHead>
          <ColumnHeader label="What goes wrong" isSticky />
          <ColumnHeader label="Carrier" />
          <ColumnHeader label="Calls" />
          <ColumnHeader label="Number" />
          <ColumnHeader label="Share" align="right" />
          <ColumnHeader label="Struck" align="right" />
          <ColumnHeader label="Actions" isLabelHidden align="right" />
        </TableHead>
        <tbody>
          {faults.length === 0 && (
            <MessageRow colSpan={7}>
              <EmptyState icon={Zap} title="Nothing goes wrong at the moment">
                The played carriers answer every call as documented. Add a fault above.
              </EmptyState>
            </MessageRow>
          )}
          {faults
            .slice(-SHOWN)
            .toReversed()
            .map((rule) => (
              <Row key={rule.id}>
                <Cell isSticky className="font-medium md:whitespace-nowrap">
                  {describeFault(rule.fault)}
                </Cell>
                <Cell className="whitespace-nowrap">{rule.carrier ? CARRIER_LABELS[rule.carrier] : "All"}</Cell>
                <Cell className="whitespace-nowrap">{describeEndpoint(rule.carrier, rule.endpoint)}</Cell>
                <Cell>
                  {rule.number ? <SandboxTarget text={rule.number} /> : <span className="text-muted">All</span>}
                </Cell>
                <Cell align="right">{PERCENT.format(rule.probability)}</Cell>
                <Cell align="right" className="whitespace-nowrap tabular-nums">
                  {formatCount(rule.struck)}
                  {rule.times !== undefined && ` of ${formatCount(rule.times)}`}
                </Cell>
                <Cell align="right">
                  <Button size="sm" aria-label={`Remove: ${describeFault(rule.fault)}`} onClick={() => remove(rule)}>
                    Remove
                  </Button>
                </Cell>
              </Row>
            ))}
        </tbody>
      </Table>
      <ConfirmDialog
        isOpen={isRemovingAll}
        onOpenChange={setIsRemovingAll}
        verb="Remove"
        noun={["fault", "faults"]}
        count={faults.length}
        items={faults.slice(0, 5).map((rule) => describeFault(rule.fault))}
        consequences="From the next call on, the played carriers answer as documented."
        isReasonAsked={false}
        onConfirm={() =>
          perform(
            () => removeAllFaultsAction({}),
            ({ removed }) => `${formatNoun(removed, "fault")} removed`,
          )
        }
      />
    </>
  );
}
