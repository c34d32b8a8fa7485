import { Radar } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { SelectAllCheckbox, SelectionProvider, SelectRowCheckbox } from "@/components/data-table/selection";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { CustomerLink } from "@/components/numbers/customer-link";
import { ButtonLink } from "@/components/ui/button";
import { NotKnown } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import type { DriftRow } from "@/lib/domain/drift";
import { DISCOVER_TABLE } from "@/lib/domain/drift-tables";
import { findFacet } from "@/lib/domain/labels";
import { formatNational } from "@/lib/domain/phone-number";
import type { ShownColumn } from "@/lib/domain/table";
import { EvidenceLink } from "../[e164]/evidence-link";
import type { DriftMatching } from "../drifted/drift-bar";
import type { LabelRights } from "../../customers/label-buttons";
import { DiscoverBar } from "./discover-bar";

const CELLS: Record<ShownColumn<typeof DISCOVER_TABLE>, (row: DriftRow) => ReactNode> = {
  select: ({ id, number }) => <SelectRowCheckbox id={id} label={formatNational(number)} />,
  number: ({ number }) => <TelephoneNumber e164={number} isLink />,
  account: ({ carrierLabel, seenAt }) => (
    <span className="whitespace-nowrap">
      {carrierLabel}
      <span className="text-muted sm:hidden">
        , <RelativeTime at={seenAt} />
      </span>
    </span>
  ),
  customer: ({ customer }) => <CustomerLink customer={customer} />,
  details: ({ facet, after, raw }) => (
    <span className="flex items-center gap-2">
      {findFacet(facet)?.labelOf(after ?? "") ?? after ?? <NotKnown>nothing named</NotKnown>}
      <span className="max-w-96 truncate font-mono text-xs text-muted" title={raw ?? undefined}>
        {raw}
      </span>
    </span>
  ),
  seen: ({ seenAt }) => (
    <span className="text-xs whitespace-nowrap">
      <RelativeTime at={seenAt} />
    </span>
  ),
  evidence: ({ callId, number }) => <EvidenceLink callId={callId} of={`the list with ${formatNational(number)}`} />,
};

export const DiscoverTable = ({
  rows,
  isFiltered,
  matching,
  denial,
  labelRights,
}: {
  rows: readonly DriftRow[];
  isFiltered: boolean;
  matching: DriftMatching;
  denial: string | null;
  labelRights: LabelRights;
}) => (
  <SelectionProvider ids={rows.map(({ id }) => id)}>
    <DiscoverBar rows={rows} matching={matching} denial={denial} labelRights={labelRights} />
    <DataTable
      label="Numbers that carriers list and that are not known here, newest first"
      columns={DISCOVER_TABLE}
      cells={CELLS}
      headers={{ select: <SelectAllCheckbox /> }}
      rows={rows}
      keyOf={({ id }) => id}
      rowProps={({ id }) => ({ id })}
      empty={
        <EmptyState
          icon={Radar}
          title={isFiltered ? "No number matches these filters" : "No unknown numbers"}
          actions={
            isFiltered ? (
              <ButtonLink href="/numbers/discover">Clear all filters</ButtonLink>
            ) : (
              <ButtonLink href="/jobs#readings">When carriers are read</ButtonLink>
            )
          }
        >
          Numbers that iNumbering or Bandwidth list, and that were ordered or registered elsewhere, appear here.
        </EmptyState>
      }
    />
  </SelectionProvider>
);
