import { ClipboardList, Clock, Pause } from "lucide-react";
import type { ReactNode } from "react";
import { CarrierName } from "@/components/carriers/carrier-mark";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { OrderStatusBadge } from "@/components/state-badges";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { RelativeTime } from "@/components/ui/time";
import { ORDER_KINDS, type OrderSums } from "@/lib/domain/order";
import { ORDERS_TABLE } from "@/lib/domain/order-tables";
import type { OrderRow } from "@/lib/domain/order-view";
import type { Tone } from "@/lib/domain/service-state";
import type { ShownColumn } from "@/lib/domain/table";
import { Figure } from "./figure";

/** Whether the order makes progress without a person. */
export const isRunning = ({ sums, control }: OrderRow) => sums.pending > 0 && control === "run";

const showCount = (name: keyof OrderSums, tone?: Tone) =>
  function SumFigure({ sums }: OrderRow) {
    return <Figure count={sums[name]} tone={tone} />;
  };

const listCells = (
  hasManyAccounts: boolean,
): Record<ShownColumn<typeof ORDERS_TABLE>, (row: OrderRow) => ReactNode> => ({
  ref: ({ ref }) => (
    <TextLink href={`/orders/${ref}`} className="font-mono text-xs whitespace-nowrap">
      {ref}
    </TextLink>
  ),
  kind: ({ kind }) => <span className="whitespace-nowrap">{ORDER_KINDS[kind].label}</span>,
  carrier: ({ carrierLabel, accountLabel }) => (
    <CarrierName carrier={carrierLabel} account={hasManyAccounts ? accountLabel : undefined} />
  ),
  status: ({ status, control, sums, overdue }) => (
    <span className="flex items-center gap-1.5">
      <OrderStatusBadge status={status} />
      {control === "paused" && sums.pending > 0 && <Badge icon={Pause}>Paused</Badge>}
      {overdue > 0 && (
        <Badge tone="pending" icon={Clock}>
          {overdue.toLocaleString("en-US")} overdue
        </Badge>
      )}
    </span>
  ),
  outcome: ({ sums }) => <OutcomeBar sums={sums} className="min-w-24" />,
  requested: showCount("requested"),
  confirmed: showCount("confirmed"),
  failed: showCount("failed", "bad"),
  skipped: showCount("skipped"),
  pending: showCount("pending", "pending"),
  unknown: showCount("unknown", "unknown"),
  person: ({ personName }) => (
    <span className="block max-w-28 truncate" title={personName ?? undefined}>
      {personName ?? "Tandem"}
    </span>
  ),
  placed: ({ createdAt }) => (
    <span className="whitespace-nowrap">
      <RelativeTime at={createdAt} />
    </span>
  ),
});

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
    <DataTable
      label="Orders, newest first"
      columns={ORDERS_TABLE}
      cells={listCells(hasManyAccounts)}
      headers={hasManyAccounts ? { carrier: "Account" } : undefined}
      rows={orders}
      keyOf={({ id }) => id}
      rowProps={({ ref }) => ({ href: `/orders/${ref}` })}
      empty={<NoOrders isFiltered={isFiltered} fault={fault} />}
    />
  );
}

function NoOrders({ isFiltered, fault }: { isFiltered: boolean; fault: string | null }) {
  const clear = <ButtonLink href="/orders">Clear all filters</ButtonLink>;
  if (fault)
    return (
      <EmptyState icon={ClipboardList} title="This filter cannot be used" actions={clear}>
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
      An order appears here as soon as somebody places one, and keeps the result of every number.
    </EmptyState>
  );
}
