"use client";

import { useState, type ReactNode } from "react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import type { Result } from "@/lib/domain/result";
import { useSandboxAction } from "./use-sandbox-action";

const SHOWN = 200;

export type InForceColumn<R> = { label: string; isWide?: boolean; align?: "right"; cell: (row: R) => ReactNode };

/** What a person has set and can remove, the latest first. `describe` names a row in messages and dialogs. */
export function InForceTable<R>({
  noun,
  rows,
  columns,
  keyOf,
  describe,
  empty,
  consequences,
  remove,
  removeAll,
}: {
  noun: string;
  rows: readonly R[];
  columns: readonly InForceColumn<R>[];
  keyOf: (row: R) => string;
  describe: (row: R) => string;
  empty: ReactNode;
  consequences: string;
  remove: (row: R) => Promise<Result<void>>;
  removeAll: () => Promise<Result<{ removed: number }>>;
}) {
  const [isRemovingAll, setIsRemovingAll] = useState(false);
  const { failure, isBusy, perform, run } = useSandboxAction();
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 pt-2">
        <h3 className="text-sm font-semibold text-ink">
          {formatNoun(rows.length, noun)} in force
          {rows.length > SHOWN && (
            <span className="font-normal text-muted">, the latest {formatCount(SHOWN)} shown</span>
          )}
        </h3>
        {rows.length > 0 && (
          <Button size="sm" onClick={() => setIsRemovingAll(true)}>
            Remove {formatNoun(rows.length, noun)}…
          </Button>
        )}
      </div>
      {failure && <FailureBanner failure={failure} />}
      <Table label={`${noun}s in force`.replace(/^./, (letter) => letter.toUpperCase())} isBusy={isBusy}>
        <TableHead>
          {columns.map(({ label, isWide, align }, n) => (
            <ColumnHeader
              key={label}
              label={label}
              isSticky={n === 0}
              width={isWide ? "60%" : undefined}
              align={align}
            />
          ))}
          <ColumnHeader label="Actions" isLabelHidden align="right" />
        </TableHead>
        <tbody>
          {rows.length === 0 && <MessageRow colSpan={columns.length + 1}>{empty}</MessageRow>}
          {rows
            .slice(-SHOWN)
            .toReversed()
            .map((row) => (
              <Row key={keyOf(row)}>
                {columns.map(({ label, isWide, align, cell }, n) => (
                  <Cell
                    key={label}
                    isSticky={n === 0}
                    align={align}
                    label={align === "right" ? label : undefined}
                    className={isWide ? undefined : "whitespace-nowrap tabular-nums"}
                  >
                    {cell(row)}
                  </Cell>
                ))}
                <Cell align="right" place="beside">
                  <Button
                    size="sm"
                    aria-label={`Remove: ${describe(row)}`}
                    onClick={() =>
                      run(
                        () => remove(row),
                        () => `Removed: ${describe(row)}`,
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
        isOpen={isRemovingAll}
        onOpenChange={setIsRemovingAll}
        verb="Remove"
        noun={[noun, `${noun}s`]}
        count={rows.length}
        items={rows.slice(0, 5).map(describe)}
        consequences={consequences}
        isReasonAsked={false}
        onConfirm={() => perform(removeAll, ({ removed }) => `${formatNoun(removed, noun)} removed`)}
      />
    </>
  );
}
