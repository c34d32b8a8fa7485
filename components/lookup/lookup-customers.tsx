"use client";

import { useMemo, type MouseEvent } from "react";
import { NO_CUSTOMER } from "@/lib/domain/customer";
import { LOOKUP_GROUP_LABELS } from "@/lib/domain/lookup-answers";
import { CUSTOMER_GROUPS, listLookupCustomers } from "@/lib/domain/lookup-customers";
import type { AnsweredRow } from "@/lib/domain/lookup-filter";
import { ColumnHeader } from "../data-table/column-header";
import { Cell, Table, TableHead } from "../data-table/table";
import type { UrlChanges } from "../data-table/use-url-state";
import { CustomerLink } from "../numbers/customer-link";
import { formatCount, formatNoun } from "../ui/format";
import { TextLink } from "../ui/link";
import { ToneDot } from "../ui/tone";

const MAX_SHOWN = 200;

/** Whom to call: each customer of the rows with the states of its numbers; a count leads to its rows. */
export function LookupCustomers({
  rows,
  hrefFor,
}: {
  rows: readonly AnsweredRow[];
  hrefFor: (changes: UrlChanges) => string;
}) {
  const customers = useMemo(() => listLookupCustomers(rows), [rows]);
  const more = customers.length - MAX_SHOWN;
  return (
    <>
      <Table label="Customers of these numbers, most problems first">
        <TableHead>
          <ColumnHeader label="Customer" isSticky />
          <ColumnHeader label="Numbers" align="right" />
          {CUSTOMER_GROUPS.map((group) => (
            <ColumnHeader key={group} label={LOOKUP_GROUP_LABELS[group].label} align="right" />
          ))}
        </TableHead>
        <tbody>
          {customers.slice(0, MAX_SHOWN).map((own) => {
            const { customer, total } = own;
            const id = customer?.id ?? NO_CUSTOMER;
            const open = (changes: UrlChanges) => hrefFor({ by: null, customer: id, ...changes });
            return (
              <tr key={id} className="group/row h-9 hover:bg-hover">
                <Cell isSticky>
                  {customer ? <CustomerLink customer={customer} /> : <span className="text-muted">No customer</span>}
                </Cell>
                <Cell align="right">
                  <Count count={total} href={open({})} />
                </Cell>
                {CUSTOMER_GROUPS.map((group) => (
                  <Cell key={group} align="right">
                    <span className="inline-flex items-center gap-1.5">
                      {own[group] > 0 && group !== "can" && group !== "not-ours" && (
                        <ToneDot tone={LOOKUP_GROUP_LABELS[group].tone} />
                      )}
                      <Count count={own[group]} href={open({ show: group })} />
                    </span>
                  </Cell>
                ))}
              </tr>
            );
          })}
        </tbody>
      </Table>
      {more > 0 && <p className="text-xs text-muted">And {formatNoun(more, "more customer")}, in the export.</p>}
    </>
  );
}

/** Stays on the page: the rows are there already. */
function Count({ count, href }: { count: number; href: string }) {
  if (count === 0) return <span className="text-faint">0</span>;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    window.history.pushState(null, "", href);
  };
  return (
    <TextLink href={href} onClick={open} className="tabular-nums">
      {formatCount(count)}
    </TextLink>
  );
}
