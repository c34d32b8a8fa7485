import { ClipboardList, Clock, Pause } from "lucide-react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { EmptyState } from "@/components/feedback/empty-state";
import { OrderStatusBadge } from "@/components/state-badges";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { RelativeTime } from "@/components/ui/time";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderRow } from "@/lib/domain/order-view";
import { Figure } from "./figure";

const COLUMNS = 13;

/** Whether anything of the order moves by itself. */
export const isRunning = ({ sums, control }: OrderRow) => sums.pending > 0 && control === "run";

export function OrdersTable({
  orders,
  isFiltered,
  fault,
  hasManyAccounts,
}: {
  orders: readonly OrderRow[];
  /** Some carrier has several accounts: the carrier's name alone would not say which. */
  hasManyAccounts: boolean;
  isFiltered: boolean;
  fault: string | null;
}) {
  return (
    <Table label="Orders, newest first">
      <TableHead>
        <ColumnHeader label="Order" isSticky width="1%" />
        <ColumnHeader label="Kind" width="1%" />
        <ColumnHeader label={hasManyAccounts ? "Account" : "Carrier"} width="1%" />
        <ColumnHeader label="Status" width="1%" />
        <ColumnHeader label="Outcome" />
        <ColumnHeader label="Requested" align="right" width="1%" />
        <ColumnHeader label="Confirmed" align="right" width="1%" />
        <ColumnHeader label="Failed" align="right" width="1%" />
        <ColumnHeader label="Skipped" align="right" width="1%" />
        <ColumnHeader label="Pending" align="right" width="1%" />
        <ColumnHeader label="Unknown" align="right" width="1%" />
        <ColumnHeader label="By" width="1%" />
        <ColumnHeader label="Placed" align="right" width="1%" />
      </TableHead>
      <tbody>
        {orders.map((order) => (
          <OrderRowView key={order.id} order={order} hasManyAccounts={hasManyAccounts} />
        ))}
        {orders.length === 0 && (
          <MessageRow colSpan={COLUMNS}>
            <NoOrders isFiltered={isFiltered} fault={fault} />
          </MessageRow>
        )}
      </tbody>
    </Table>
  );
}

function OrderRowView({ order, hasManyAccounts }: { order: OrderRow; hasManyAccounts: boolean }) {
  const { sums } = order;
  const href = `/orders/${order.ref}`;
  return (
    <Row href={href}>
      <Cell isSticky>
        <TextLink href={href} className="font-mono text-xs whitespace-nowrap">
          {order.ref}
        </TextLink>
      </Cell>
      <Cell className="whitespace-nowrap">{ORDER_KINDS[order.kind].label}</Cell>
      <Cell isMuted className="whitespace-nowrap">
        {order.carrierLabel}
        {hasManyAccounts && ` · ${order.accountLabel}`}
      </Cell>
      <Cell>
        <span className="flex items-center gap-1.5">
          <OrderStatusBadge status={order.status} />
          {order.control === "paused" && sums.pending > 0 && <Badge icon={Pause}>Paused</Badge>}
          {order.overdue > 0 && (
            <Badge tone="pending" icon={Clock}>
              {order.overdue.toLocaleString("en-US")} overdue
            </Badge>
          )}
        </span>
      </Cell>
      <Cell className="min-w-24">
        <OutcomeBar sums={sums} />
      </Cell>
      <Cell align="right">
        <Figure count={sums.requested} />
      </Cell>
      <Cell align="right">
        <Figure count={sums.confirmed} />
      </Cell>
      <Cell align="right">
        <Figure count={sums.failed} tone="bad" />
      </Cell>
      <Cell align="right">
        <Figure count={sums.skipped} />
      </Cell>
      <Cell align="right">
        <Figure count={sums.pending} tone="pending" />
      </Cell>
      <Cell align="right">
        <Figure count={sums.unknown} tone="unknown" />
      </Cell>
      <Cell isMuted>
        <span className="block max-w-28 truncate" title={order.personName ?? undefined}>
          {order.personName ?? "Tandem"}
        </span>
      </Cell>
      <Cell align="right" isMuted className="whitespace-nowrap">
        <RelativeTime at={order.createdAt} />
      </Cell>
    </Row>
  );
}

function NoOrders({ isFiltered, fault }: { isFiltered: boolean; fault: string | null }) {
  const clear = <ButtonLink href="/orders">Clear all filters</ButtonLink>;
  if (fault)
    return (
      <EmptyState icon={ClipboardList} title="Nothing was looked for" actions={clear}>
        {fault}
      </EmptyState>
    );
  if (isFiltered)
    return (
      <EmptyState icon={ClipboardList} title="No order matches these filters" actions={clear}>
        References match from their beginning, a carrier&apos;s id only as a whole. Days are in your time zone.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={ClipboardList}
      title="No orders yet"
      actions={
        <>
          <ButtonLink href="/sms">Turn SMS on or off</ButtonLink>
          <ButtonLink href="/import">Import numbers</ButtonLink>
        </>
      }
    >
      An order appears here as soon as somebody asks a carrier for something, and stays with every number&apos;s
      outcome.
    </EmptyState>
  );
}
