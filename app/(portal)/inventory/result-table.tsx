"use client";

import { BadgeCheck, Clock, ShoppingCart } from "lucide-react";
import { memo, useRef } from "react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { SkeletonRows } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { SelectAllCheckbox, SelectRowCheckbox } from "@/components/data-table/selection";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { useRowWindow } from "@/components/data-table/use-row-window";
import { NotKnown } from "@/components/ui/no-value";
import { TelephoneNumber } from "@/components/number";
import type { FoundNumber } from "@/lib/domain/inventory-search";
import { formatNational, npaOf, nxxOf, type PhoneNumber } from "@/lib/domain/phone-number";
import type { MeasuredRow, ResultEntry } from "./group-numbers";
import { GroupRow } from "./group-row";

const COLUMNS = 8;

/** The numbers found. Only the rows in sight are drawn. */
export function ResultTable({
  entries,
  inCart,
  isBusy,
}: {
  entries: readonly ResultEntry[];
  inCart: ReadonlySet<PhoneNumber>;
  isBusy: boolean;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { indexes, before, after, measure } = useRowWindow({ count: entries.length, body, estimate: 36 });
  return (
    <Table label="Numbers found" isBusy={isBusy} className="max-h-[60vh]">
      <ResultHead />
      <tbody ref={body}>
        {before > 0 && <tr aria-hidden style={{ height: before }} />}
        {indexes.map((index) => {
          const entry = entries[index];
          if (!entry) return null;
          return entry.kind === "group" ? (
            <GroupRow
              key={entry.exchange}
              group={entry}
              inCart={inCart}
              columns={COLUMNS}
              index={index}
              measure={measure}
            />
          ) : (
            <ResultRow
              key={entry.row.number}
              row={entry.row}
              isInCart={inCart.has(entry.row.number)}
              index={index}
              measure={measure}
            />
          );
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
      <ColumnHeader label="Selected" width="40px" place="select">
        <SelectAllCheckbox label="Select all that were found" />
      </ColumnHeader>
      <ColumnHeader label="Number" place="name" sortKey="number" defaultSort="number" />
      <ColumnHeader label="NPA-NXX" />
      <ColumnHeader label="Rate center" sortKey="rateCenter" />
      <ColumnHeader label="City" sortKey="city" />
      <ColumnHeader label="LATA" sortKey="lata" />
      <ColumnHeader label="State" sortKey="state" />
      <ColumnHeader label="Owned by us" />
    </TableHead>
  );
}

// Scrolling draws only the rows that come into sight.
const ResultRow = memo(function ResultRow({
  row,
  isInCart,
  ...place
}: { row: FoundNumber; isInCart: boolean } & MeasuredRow) {
  const { number, held } = row;
  const isFree = held === null && !isInCart;
  return (
    <Row id={isFree ? number : undefined} {...place}>
      <Cell place="select">{isFree && <SelectRowCheckbox id={number} label={formatNational(number)} />}</Cell>
      <Cell place="name">
        <TelephoneNumber e164={number} isLink={held !== null} />
      </Cell>
      <Cell isMuted isWideOnly className="font-mono whitespace-nowrap">
        {npaOf(number)}-{nxxOf(number)}
      </Cell>
      <Cell className="whitespace-nowrap">{row.rateCenter ?? <NotKnown />}</Cell>
      <Cell className="whitespace-nowrap">{row.city ?? <NotKnown />}</Cell>
      <Cell isMuted className="whitespace-nowrap">
        {row.lata ?? <NotKnown />} {row.lataName}
      </Cell>
      <Cell>{row.state ?? <NotKnown />}</Cell>
      <Cell place="beside">
        <WithUs held={held} isInCart={isInCart} />
      </Cell>
    </Row>
  );
});

const LABELS = {
  owned: { icon: BadgeCheck, label: "Already ours" },
  ordered: { icon: Clock, label: "In an open order" },
  cart: { icon: ShoppingCart, label: "In the cart" },
} as const;

function WithUs({ held, isInCart }: { held: FoundNumber["held"]; isInCart: boolean }) {
  const state = held ?? (isInCart ? "cart" : null);
  if (state === null) return null;
  const { icon: Icon, label } = LABELS[state];
  return (
    <span className="flex items-center gap-1 text-xs font-medium whitespace-nowrap text-muted">
      <Icon aria-hidden className="size-3.5" />
      {label}
    </span>
  );
}
