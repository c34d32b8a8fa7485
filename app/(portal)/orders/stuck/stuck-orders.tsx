"use client";

import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { CustomerCounts } from "@/components/numbers/customer-counts";
import { EscalationButton } from "@/components/orders/escalation-drawer";
import { Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { Elapsed, RelativeTime } from "@/components/ui/time";
import { ORDER_KINDS } from "@/lib/domain/order";
import { spellSeconds } from "@/lib/domain/order-progress";
import { formatNational } from "@/lib/domain/phone-number";
import type { StuckOrder } from "@/lib/domain/stuck";

export function StuckOrders({ orders, more }: { orders: readonly StuckOrder[]; more: number }) {
  return (
    <Section title="Orders">
      <Table label="Orders with numbers that wait for longer than expected">
        <TableHead>
          <ColumnHeader label="Order" isSticky width="1%" />
          <ColumnHeader label="Waits" />
          <ColumnHeader label="Numbers" />
          <ColumnHeader label="Last response" />
          <ColumnHeader label="Actions" isLabelHidden align="right" />
        </TableHead>
        <tbody>
          {orders.map((order) => (
            <Row key={order.id} href={`/orders/${order.ref}`}>
              <Cell isSticky>
                <div className="py-1.5">
                  <TextLink href={`/orders/${order.ref}`}>{ORDER_KINDS[order.kind].label}</TextLink>
                  <span className="block text-xs whitespace-nowrap text-muted">
                    {order.accountName} · <code className="font-mono">{order.ref}</code>
                  </span>
                </div>
              </Cell>
              <Cell>
                <span className="text-pending">
                  <Elapsed since={order.oldest} />
                </span>
                <span className="block text-xs whitespace-nowrap text-muted">
                  usually {spellSeconds(order.usualSeconds)}
                </span>
              </Cell>
              <Cell>
                <span className="whitespace-nowrap">{describeNumbers(order)}</span>
                <span className="block max-w-96 font-mono text-xs text-muted">
                  {order.first.map((number) => formatNational(number)).join(", ")}
                  {order.accepted + order.unknown > order.first.length && " …"}
                </span>
                {order.owners.customers.length > 0 && (
                  <span className="block max-w-96 text-xs text-muted">
                    <CustomerCounts {...order.owners} />
                  </span>
                )}
              </Cell>
              <Cell>
                <LastResponse answer={order.lastAnswer} />
              </Cell>
              <Cell align="right" place="beside">
                <EscalationButton
                  query={{ orders: order.id }}
                  label="Write"
                  what={`${ORDER_KINDS[order.kind].label}, ${order.ref}`}
                />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {more > 0 && (
        <p className="text-sm text-muted">
          {formatNoun(more, "more order")}: <TextLink href="/orders?attention=overdue">all overdue orders</TextLink>
        </p>
      )}
    </Section>
  );
}

const describeNumbers = ({ accepted, unknown }: StuckOrder) =>
  [
    accepted > 0 && `${formatNoun(accepted, "number")} not confirmed`,
    unknown > 0 && `${accepted > 0 ? unknown.toLocaleString("en-US") : formatNoun(unknown, "number")} unknown`,
  ]
    .filter(Boolean)
    .join(", ");

function LastResponse({ answer }: { answer: StuckOrder["lastAnswer"] }) {
  if (!answer) return <span className="text-faint">none yet</span>;
  return (
    <>
      <span className="text-xs whitespace-nowrap text-muted">
        {answer.status === null ? (answer.fault ?? "no answer") : `HTTP ${answer.status}`},{" "}
        <RelativeTime at={answer.at} />
      </span>
      {answer.body && (
        <code title={answer.body} className="block max-w-80 truncate font-mono text-xs text-muted">
          {answer.body}
        </code>
      )}
    </>
  );
}
