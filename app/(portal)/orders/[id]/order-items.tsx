import { ListX } from "lucide-react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { FilterBar, FilterChips, SelectFilter, TextFilter, type FilterChip } from "@/components/data-table/filter-bar";
import { MessageRow } from "@/components/data-table/message-rows";
import { Pager } from "@/components/data-table/pager";
import { Row } from "@/components/data-table/row";
import { SelectAllCheckbox, SelectionProvider, SelectRowCheckbox } from "@/components/data-table/selection";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { ExportMenu } from "@/components/exports/export-menu";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { OutcomeBadge } from "@/components/orders/outcome-badge";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import { IMPORT_STEP_LABELS, STATES, toOptions } from "@/lib/domain/labels";
import type { OrderItemQuery } from "@/lib/domain/order-query";
import type { OrderHead, OrderItemRow, OutcomeGroup } from "@/lib/domain/order-view";
import { formatNational } from "@/lib/domain/phone-number";
import type { OrderItemPage } from "@/lib/services/orders/list-order-items";
import { ChosenBar } from "./chosen-bar";
import { mayBeChosen, writeChosen } from "./chosen-id";
import { EvidenceButton } from "./evidence-button";
import type { OrderRights } from "./order-rights";
import { describeAnswer } from "./outcome-words";
import { toExportHref } from "./to-export-href";

const COLUMNS = 10;

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
        description="Every number of this order with its own result: failed ones first, then unknown ones."
        actions={
          <ExportMenu href={toExportHref(order.id, query)} label={chips.length > 0 ? "Export these" : "Export"} />
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
        <Pager
          shown={page.rows.length}
          total={page.total}
          noun={["number", "numbers"]}
          previous={page.previous}
          next={page.next}
        />
      </Section>
    </div>
  );
}

function ItemTable({ order, page, query }: { order: OrderHead; page: OrderItemPage; query: OrderItemQuery }) {
  return (
    <Table label="Numbers of this order">
      <TableHead>
        <ColumnHeader label="Select" width="1%">
          <SelectAllCheckbox label="Select all on this page that can be tried again or decided on" />
        </ColumnHeader>
        <ColumnHeader label="Number" isSticky width="1%" />
        <ColumnHeader label="State" width="1%" />
        <ColumnHeader label="Code" width="1%" />
        <ColumnHeader label="Last answer" />
        <ColumnHeader label="Attempts" align="right" width="1%" />
        <ColumnHeader label="Our reference · carrier's id" width="1%" />
        <ColumnHeader label="Accepted" align="right" width="1%" />
        <ColumnHeader label="Changed" align="right" width="1%" />
        <ColumnHeader label="Evidence" isLabelHidden align="right" width="1%" />
      </TableHead>
      <tbody>
        {page.rows.map((item) => (
          <ItemRow key={item.seq} item={item} />
        ))}
        {page.rows.length === 0 && (
          <MessageRow colSpan={COLUMNS}>
            <EmptyState
              icon={ListX}
              title="No number of this order matches"
              actions={<ButtonLink href={`/orders/${order.ref}#numbers`}>Show all numbers</ButtonLink>}
            >
              {query.cause
                ? "The numbers of this cause may have moved on since."
                : "Take away a filter, or look for fewer digits."}
            </EmptyState>
          </MessageRow>
        )}
      </tbody>
    </Table>
  );
}

function ItemRow({ item }: { item: OrderItemRow }) {
  const answer = describeAnswer(item);
  const reference = [item.reference, item.externalId].filter(Boolean).join(" · ");
  return (
    <Row id={writeChosen(item)}>
      <Cell>
        {mayBeChosen(item) && <SelectRowCheckbox id={writeChosen(item)} label={formatNational(item.number)} />}
      </Cell>
      <Cell isSticky>
        <TelephoneNumber e164={item.number} isLink />
      </Cell>
      <Cell>
        <OutcomeBadge state={item.state} code={item.code} />
      </Cell>
      <Cell className="font-mono text-xs whitespace-nowrap">{item.code}</Cell>
      <Cell isMuted>
        <span className="block max-w-md min-w-40 truncate" title={answer}>
          {answer}
        </span>
      </Cell>
      <Cell align="right" isMuted className="tabular-nums">
        {item.attempt}
      </Cell>
      <Cell isMuted className="font-mono text-xs whitespace-nowrap">
        <span className="block max-w-56 truncate" title={reference}>
          {reference}
        </span>
      </Cell>
      <Cell align="right" isMuted>
        {item.acceptedAt ? <RelativeTime at={item.acceptedAt} /> : "–"}
      </Cell>
      <Cell align="right" isMuted>
        <RelativeTime at={item.updatedAt} />
      </Cell>
      <Cell align="right">
        <EvidenceButton seq={item.seq} number={item.number} />
      </Cell>
    </Row>
  );
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
