import { ArrowRight, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { SelectAllCheckbox, SelectionProvider, SelectRowCheckbox } from "@/components/data-table/selection";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { CustomerLink } from "@/components/numbers/customer-link";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { StateBadge } from "@/components/ui/state-badge";
import { RelativeTime } from "@/components/ui/time";
import { DRIFT_LABELS, type DriftRow } from "@/lib/domain/drift";
import { DRIFT_TABLE } from "@/lib/domain/drift-tables";
import { findFacet } from "@/lib/domain/labels";
import { formatNational } from "@/lib/domain/phone-number";
import type { ShownColumn } from "@/lib/domain/table";
import { EvidenceLink } from "../[e164]/evidence-link";
import { DriftBar, type DriftMatching } from "./drift-bar";
import { type Denials, RowActions } from "./row-actions";

/** A value as it is named everywhere else; what has no name stands as the carrier wrote it. */
function nameValue(facet: string, value: string | null): string {
  if (value === null) return "none";
  return findFacet(facet)?.labelOf(value) ?? value;
}

const Change = ({ row: { facet, before, after, callId, number } }: { row: DriftRow }) => (
  <span className="flex flex-wrap items-center gap-x-1.5 text-xs">
    <span className="text-muted">{nameValue(facet, before)}</span>
    <ArrowRight aria-label="became" className="size-3 text-faint" />
    <span className="font-medium text-ink">{nameValue(facet, after)}</span>
    <EvidenceLink callId={callId} of={`what changed of ${formatNational(number)}`} />
  </span>
);

const toCells = (denials: Denials): Record<ShownColumn<typeof DRIFT_TABLE>, (row: DriftRow) => ReactNode> => ({
  select: ({ id, number, state }) =>
    state === "open" ? <SelectRowCheckbox id={id} label={formatNational(number)} /> : null,
  number: (row) => (
    <span className="flex flex-col gap-0.5 max-sm:py-1.5">
      <TelephoneNumber e164={row.number} isLink />
      <span className="flex flex-col gap-0.5 text-xs text-muted sm:hidden">
        <StateBadge {...DRIFT_LABELS[row.kind]} look="plain" />
        <Change row={row} />
        {row.customer && <CustomerLink customer={row.customer} />}
        <span>
          {row.carrierLabel}, <RelativeTime at={row.seenAt} />
        </span>
      </span>
    </span>
  ),
  what: ({ kind, raw }) => <StateBadge {...DRIFT_LABELS[kind]} raw={raw?.slice(0, 300)} look="plain" />,
  change: (row) => <Change row={row} />,
  customer: ({ customer }) => <CustomerLink customer={customer} />,
  account: ({ carrierLabel }) => <span className="text-xs whitespace-nowrap">{carrierLabel}</span>,
  seen: ({ seenAt }) => (
    <span className="text-xs whitespace-nowrap">
      <RelativeTime at={seenAt} />
    </span>
  ),
  actions: (row) =>
    row.state === "restoring" ? (
      <span className="text-xs whitespace-nowrap">
        Restoring: <TextLink href={`/orders/${row.orderId}`}>{row.orderRef}</TextLink>
      </span>
    ) : (
      <RowActions row={row} denials={denials} />
    ),
});

export const DriftTable = ({
  rows,
  isFiltered,
  matching,
  denials,
}: {
  rows: readonly DriftRow[];
  isFiltered: boolean;
  matching: DriftMatching;
  denials: Denials;
}) => (
  <SelectionProvider ids={rows.filter(({ state }) => state === "open").map(({ id }) => id)}>
    <DataTable
      label="Changes at the carriers that no order explains, newest first"
      columns={DRIFT_TABLE}
      cells={toCells(denials)}
      headers={{ select: <SelectAllCheckbox /> }}
      rows={rows}
      keyOf={({ id }) => id}
      rowProps={({ id }) => ({ id })}
      empty={<NoDrift isFiltered={isFiltered} />}
    />
    <DriftBar rows={rows} matching={matching} denials={denials} />
  </SelectionProvider>
);

const NoDrift = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <EmptyState
      icon={ShieldCheck}
      title="No change matches these filters"
      actions={<ButtonLink href="/numbers/drifted">Clear all filters</ButtonLink>}
    >
      Changes that were accepted, restored or that reversed themselves are in the timeline of their number.
    </EmptyState>
  ) : (
    <EmptyState
      icon={ShieldCheck}
      title="Nothing has changed behind your back"
      actions={<ButtonLink href="/jobs#readings">When carriers are read</ButtonLink>}
    >
      Carriers are read again on a schedule. What has changed there without an order of yours appears here.
    </EmptyState>
  );
