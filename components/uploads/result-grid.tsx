"use client";

import { useRef, useState } from "react";
import type { ItemState } from "@/lib/domain/order";
import { formatNational } from "@/lib/domain/phone-number";
import { labelOutcome } from "@/lib/domain/uploads/upload-labels";
import type { ResultRow } from "@/lib/domain/uploads/upload-view";
import { EmptyState } from "../feedback/empty-state";
import { ErrorState } from "../feedback/error-state";
import { ItemStateBadge } from "../state-badges";
import { StateBadge } from "../ui/state-badge";
import { cx } from "../ui/cx";
import { TextLink } from "../ui/link";
import type { GridColumn } from "./check-row";
import { GridFrame, ROW_HEIGHT, SpacerRow, WaitingRow } from "./grid-frame";
import { GridParts } from "./grid-parts";
import { SearchState } from "./search-state";
import { useGridRows } from "./use-grid-rows";

/** The file's rows as they were, each with its result and what to do about it. */
export function ResultGrid({
  source,
  columns,
  hasOrders,
}: {
  source: string;
  columns: readonly GridColumn[];
  /** False where all rows set labels. */
  hasOrders: boolean;
}) {
  const [part, setPart] = useState({ source, n: 0 });
  const n = part.source === source ? part.n : 0;
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useGridRows<ResultRow>({ source, expected: 0, part: n, body });
  const { indexes, count } = rows;
  if (rows.failure && rows.loaded.length === 0)
    return (
      <ErrorState
        title="The results could not be read"
        message={rows.failure.message}
        safe="Orders continue in the background."
        reference={rows.failure.ref}
        onRetry={rows.retry}
      />
    );
  if (count === 0 && rows.search && rows.search.searched < rows.search.rows)
    return <SearchState total={0} search={rows.search} />;
  if (count === 0 && !rows.isFirst)
    return <EmptyState title="No such rows">Their outcome may have changed since. Choose another tab.</EmptyState>;
  return (
    <>
      <SearchState total={rows.total} search={rows.search} />
      <GridFrame
        label="Rows with their results"
        heads={[
          { key: "line", label: "Line", className: "w-px text-right" },
          { key: "status", label: "Result", className: "w-px" },
          { key: "message", label: "Message" },
          ...columns.map(({ index, label }) => ({ key: String(index), label, title: label })),
          ...(hasOrders ? [{ key: "order", label: "Order", className: "w-px" }] : []),
        ]}
        body={body}
        aria-rowcount={count + 1}
        className="max-h-[36rem]"
      >
        <SpacerRow height={rows.before} />
        {indexes.map((index) => {
          const row = rows.rowAt(index);
          return row ? (
            <ResultLine key={row.seq} row={row} index={index} columns={columns} hasOrders={hasOrders} />
          ) : (
            <WaitingRow key={index} index={index} columns={columns.length + (hasOrders ? 4 : 3)} />
          );
        })}
        <SpacerRow height={rows.after} />
      </GridFrame>
      <GridParts total={rows.total} part={n} onChange={(next) => setPart({ source, n: next })} />
    </>
  );
}

/** Of labels the message says it all. */
const OutcomeBadge = ({ row: { order, code }, status }: { row: ResultRow; status: ItemState }) =>
  order === null ? (
    <StateBadge {...labelOutcome(status, code)} look="plain" />
  ) : (
    <ItemStateBadge state={status} raw={code} />
  );

const CELL = "border-b border-line px-3";

function ResultLine({
  row,
  index,
  columns,
  hasOrders,
}: {
  row: ResultRow;
  index: number;
  columns: readonly GridColumn[];
  hasOrders: boolean;
}) {
  const message = [row.status !== null && row.order === null ? null : row.code, row.message].filter(Boolean).join(": ");
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      style={{ height: ROW_HEIGHT }}
      className="group/row hover:bg-hover"
    >
      <th
        scope="row"
        title={row.number ? formatNational(row.number) : undefined}
        className="sticky left-0 z-[1] border-b border-line bg-surface px-3 text-right text-xs font-normal text-muted tabular-nums group-hover/row:bg-hover"
      >
        {row.line}
      </th>
      <td className={cx(CELL, "whitespace-nowrap")}>
        {row.status ? (
          <OutcomeBadge row={row} status={row.status} />
        ) : (
          <span className="text-xs text-faint">{hasOrders ? "Not sent" : "Not set"}</span>
        )}
      </td>
      <td className={cx(CELL, "max-w-96 min-w-48 text-xs")}>
        <span className="block truncate text-ink" title={[message, row.fix].filter(Boolean).join("\n")}>
          {message}
          {row.fix && <span className="text-muted"> {row.fix}</span>}
        </span>
      </td>
      {columns.map(({ index: column, isNumber }) => (
        <td key={column} title={row.cells[column]} className={cx(CELL, "max-w-64 truncate", isNumber && "font-mono")}>
          {row.cells[column]}
        </td>
      ))}
      {hasOrders && (
        <td className={cx(CELL, "whitespace-nowrap")}>
          {row.order && (
            <TextLink href={`/orders/${row.order.ref}`} className="font-mono text-xs">
              {row.order.ref}
            </TextLink>
          )}
          {row.attempt !== null && row.attempt > 1 && (
            <span className="text-xs text-faint"> attempt {row.attempt}</span>
          )}
        </td>
      )}
    </tr>
  );
}
