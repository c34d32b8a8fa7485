"use client";

import { BadgeCheck, Clock } from "lucide-react";
import { useRef } from "react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { SkeletonRows } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { SelectAllCheckbox, SelectRowCheckbox } from "@/components/data-table/selection";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { useRowWindow } from "@/components/data-table/use-row-window";
import { TelephoneNumber } from "@/components/number";
import type { FoundNumber } from "@/lib/domain/inventory-search";
import { formatNational, npaOf, nxxOf } from "@/lib/domain/phone-number";

const COLUMNS = 8;

/** The numbers found. Only the rows in sight are drawn. */
export function ResultTable({ rows, isBusy }: { rows: readonly FoundNumber[]; isBusy: boolean }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { indexes, before, after } = useRowWindow({ count: rows.length, body, estimate: 36 });
  return (
    <Table label="Numbers found" isBusy={isBusy} className="max-h-[60vh]">
      <ResultHead />
      <tbody ref={body}>
        {before > 0 && <tr aria-hidden style={{ height: before }} />}
        {indexes.map((index) => {
          const row = rows[index];
          return row && <ResultRow key={row.number} row={row} />;
        })}
        {after > 0 && <tr aria-hidden style={{ height: after }} />}
      </tbody>
    </Table>
  );
}

export function ResultTableSkeleton() {
  return (
    <Table label="Numbers found" isBusy className="max-h-[60vh]">
      <ResultHead />
      <tbody>
        <SkeletonRows columns={COLUMNS} />
      </tbody>
    </Table>
  );
}

function ResultHead() {
  return (
    <TableHead>
      <ColumnHeader label="Selected" width="40px">
        <SelectAllCheckbox label="Select all that were found" />
      </ColumnHeader>
      <ColumnHeader label="Number" sortKey="number" defaultSort="number" />
      <ColumnHeader label="NPA-NXX" />
      <ColumnHeader label="Rate center" sortKey="rateCenter" />
      <ColumnHeader label="City" sortKey="city" />
      <ColumnHeader label="LATA" sortKey="lata" />
      <ColumnHeader label="State" sortKey="state" />
      <ColumnHeader label="With us" />
    </TableHead>
  );
}

function ResultRow({ row }: { row: FoundNumber }) {
  const { number, held } = row;
  return (
    <Row id={held === null ? number : undefined}>
      <Cell>{held === null && <SelectRowCheckbox id={number} label={formatNational(number)} />}</Cell>
      <Cell>
        <TelephoneNumber e164={number} isLink={held !== null} />
      </Cell>
      <Cell isMuted className="font-mono whitespace-nowrap">
        {npaOf(number)}-{nxxOf(number)}
      </Cell>
      <Cell className="whitespace-nowrap">{row.rateCenter ?? "–"}</Cell>
      <Cell className="whitespace-nowrap">{row.city ?? "–"}</Cell>
      <Cell isMuted className="whitespace-nowrap">
        {row.lata ?? "–"} {row.lataName}
      </Cell>
      <Cell>{row.state ?? "–"}</Cell>
      <Cell>
        {held !== null && (
          <span className="flex items-center gap-1 text-xs font-medium whitespace-nowrap text-muted">
            {held === "owned" ? (
              <BadgeCheck aria-hidden className="size-3.5" />
            ) : (
              <Clock aria-hidden className="size-3.5" />
            )}
            {held === "owned" ? "Already ours" : "In an open order"}
          </span>
        )}
      </Cell>
    </Row>
  );
}
