import { ListX } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar, FilterChips, SelectFilter, TextFilter, type FilterChip } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { SelectAllCheckbox, SelectionProvider, SelectRowCheckbox } from "@/components/data-table/selection";
import { ExportMenu } from "@/components/exports/export-menu";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { OutcomeBadge } from "@/components/orders/outcome-badge";
import { ButtonLink } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { Section } from "@/components/ui/card";
import { NoValue } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import { IMPORT_STEP_LABELS, STATES, toOptions } from "@/lib/domain/labels";
import { ITEMS_TABLE } from "@/lib/domain/order-tables";
import type { OrderItemQuery } from "@/lib/domain/order-query";
import type { OrderHead, OrderItemRow, OutcomeGroup } from "@/lib/domain/order-view";
import { formatNational } from "@/lib/domain/phone-number";
import type { ShownColumn } from "@/lib/domain/table";
import type { OrderItemPage } from "@/lib/services/orders/list-order-items";
import { ChosenBar } from "./chosen-bar";
import { mayBeChosen, writeChosen } from "./chosen-id";
import { EvidenceButton } from "./evidence-button";
import type { OrderRights } from "./order-rights";
import { describeAnswer } from "./describe-outcome";
import { OrderSelection } from "../../uploads/order-selection";
import { toExportHref, toItemSearch } from "./to-export-href";

const CELLS: Record<ShownColumn<typeof ITEMS_TABLE>, (item: OrderItemRow) => ReactNode> = {
  select: (item) =>
    mayBeChosen(item) && <SelectRowCheckbox id={writeChosen(item)} label={formatNational(item.number)} />,
  number: ({ number }) => <TelephoneNumber e164={number} isLink />,
  state: ({ state, code }) => <OutcomeBadge state={state} code={code} />,
  code: ({ code }) => <span className="font-mono text-xs whitespace-nowrap">{code}</span>,
  message: (item) => (
    <span className="block max-w-md min-w-40 truncate" title={describeAnswer(item)}>
      {describeAnswer(item)}
    </span>
  ),
  attempts: ({ attempt }) => <span className="tabular-nums">{attempt}</span>,
  reference: (item) => {
    const reference = [item.reference, item.externalId].filter(Boolean).join(" · ");
    return (
      <span className="block max-w-56 truncate font-mono text-xs" title={reference}>
        {reference}
      </span>
    );
  },
  accepted: ({ acceptedAt }) => (acceptedAt ? <RelativeTime at={acceptedAt} /> : <NoValue>never</NoValue>),
  changed: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  evidence: ({ seq, number }) => <EvidenceButton seq={seq} number={number} />,
};

export function OrderItems({
  order,
  page,
  query,
  groups,
  rights,
}: {
  order: OrderHead;
  page: OrderItemPage;
  query: OrderItemQuery;
  groups: readonly OutcomeGroup[];
  rights: OrderRights;
}) {
  const chips = describeItemFilters(query, groups);
  return (
    <div id="numbers" className="scroll-mt-4">
      <Section
        title="Numbers"
        actions={
          <>
            {chips.length > 0 && page.total.count > 0 && (
              <OrderSelection
                label={`Order ${page.total.count === 1 ? "it" : `all ${formatCount(page.total.count)}`} again…`}
                denial={rights.write}
                selection={{
                  name: [`Order ${order.ref}`, ...chips.map(({ label, value }) => `${label}: ${value}`)]
                    .join(" · ")
                    .slice(0, 300),
                  source: { list: "order", orderId: order.id, query: toItemSearch(query) },
                }}
              />
            )}
            <ExportMenu href={toExportHref(order.id, query)} label={chips.length > 0 ? "Export these" : "Export"} />
          </>
        }
      >
        <div className="flex flex-col gap-2">
          <FilterBar>
            <TextFilter
              name="number"
              label="Find a number in this order"
              placeholder="Find a number"
              isMono
              className="w-full sm:w-48"
            />
            <SelectFilter name="state" label="Any state" options={toOptions(STATES.item)} />
          </FilterBar>
          <FilterChips chips={chips} />
        </div>
        <SelectionProvider ids={page.rows.filter(mayBeChosen).map(writeChosen)}>
          <ItemTable order={order} page={page} query={query} />
          <ChosenBar order={order} rights={rights} />
        </SelectionProvider>
        <ListPager page={page} noun={["number", "numbers"]} />
      </Section>
    </div>
  );
}

function ItemTable({ order, page, query }: { order: OrderHead; page: OrderItemPage; query: OrderItemQuery }) {
  return (
    <DataTable
      label="Numbers of this order"
      columns={ITEMS_TABLE}
      cells={CELLS}
      headers={{ select: <SelectAllCheckbox label="Select all on this page that can be retried or decided" /> }}
      rows={page.rows}
      hidden={listSilentColumns(page.rows)}
      keyOf={({ seq }) => seq}
      rowProps={(item) => ({ id: writeChosen(item) })}
      empty={
        <EmptyState
          icon={ListX}
          title="No number of this order matches"
          actions={<ButtonLink href={`/orders/${order.ref}#numbers`}>Show all numbers</ButtonLink>}
        >
          {query.cause
            ? "The numbers with this cause may have changed since."
            : "Remove a filter, or search for fewer digits."}
        </EmptyState>
      }
    />
  );
}

/** The columns that say nothing here: nothing was refused, nothing was tried twice, no number has a reference of its own. */
function listSilentColumns(rows: readonly OrderItemRow[]): ShownColumn<typeof ITEMS_TABLE>[] {
  const isOne = (read: (row: OrderItemRow) => string) => new Set(rows.map(read)).size <= 1;
  return (
    [
      ["code", !rows.some(({ code }) => code)],
      ["attempts", rows.every(({ attempt }) => attempt <= 1)],
      ["reference", isOne(({ reference, externalId }) => `${reference} ${externalId}`) && rows.length > 1],
      ["accepted", !rows.some(({ acceptedAt }) => acceptedAt)],
    ] as const
  ).flatMap(([name, isSilent]) => (isSilent ? [name] : []));
}

function describeItemFilters(query: OrderItemQuery, groups: readonly OutcomeGroup[]): FilterChip[] {
  const group = groups.find(({ cause }) => cause === query.cause);
  const cause = group ? [group.code ?? group.state, group.message].filter(Boolean).join(": ") : "an earlier one";
  return [
    ...(query.number ? [{ name: "number", label: "Number", value: query.number }] : []),
    ...(query.state
      ? [
          {
            name: "state",
            label: "State",
            value: STATES.item[query.state].label,
          },
        ]
      : []),
    ...(query.cell
      ? [{ name: "cell", label: IMPORT_STEP_LABELS[query.cell.step], value: STATES.importStep[query.cell.state].label }]
      : []),
    ...(query.cause ? [{ name: "cause", label: "Cause", value: cause }] : []),
  ];
}
