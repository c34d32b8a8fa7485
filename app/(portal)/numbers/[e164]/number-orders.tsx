import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { ItemStateBadge } from "@/components/state-badges";
import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { NoValue } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderOfNumber } from "@/lib/domain/order-view";

/** Every order that held this number, with its result. */
export function NumberOrders({ orders }: { orders: readonly OrderOfNumber[] }) {
  return (
    <Section title="Orders with this number">
      {orders.length === 0 ? (
        <p className="text-sm text-muted">No order has held this number.</p>
      ) : (
        <Table label="Orders with this number, newest first">
          <TableHead>
            <ColumnHeader label="Order" isSticky width="1%" />
            <ColumnHeader label="Kind" width="1%" />
            <ColumnHeader label="Carrier account" width="1%" />
            <ColumnHeader label="This number" width="1%" />
            <ColumnHeader label="Code and message" />
            <ColumnHeader label="Placed" align="right" width="1%" />
          </TableHead>
          <tbody>
            {orders.map((order) => (
              <Row key={order.orderId} href={`/orders/${order.ref}`}>
                <Cell isSticky>
                  <TextLink href={`/orders/${order.ref}`} className="font-mono text-xs whitespace-nowrap">
                    {order.ref}
                  </TextLink>
                </Cell>
                <Cell className="whitespace-nowrap">{ORDER_KINDS[order.kind].label}</Cell>
                <Cell isMuted className="whitespace-nowrap">
                  {order.carrierLabel} · {order.accountLabel}
                </Cell>
                <Cell place="beside">
                  <ItemStateBadge state={order.state} raw={order.message} />
                </Cell>
                <Cell isMuted className="max-w-96 min-w-48 truncate">
                  {[order.code, order.message].filter(Boolean).join(": ") || <NoValue>no message</NoValue>}
                </Cell>
                <Cell align="right" isMuted>
                  <RelativeTime at={order.createdAt} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
