import { Hash } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { SelectAllCheckbox, SelectionProvider, SelectRowCheckbox } from "@/components/data-table/selection";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { CheckedAt, RelativeTime } from "@/components/ui/time";
import type { AccountChoice } from "@/lib/domain/account-choice";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import type { NumberRow } from "@/lib/services/numbers/number-view";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";
import { lastCheckedAt } from "@/lib/domain/service-state";
import type { ShownColumn } from "@/lib/domain/table";
import { InboundCell, ReadinessCell } from "./readiness-cell";
import { BulkBar } from "./bulk-bar";
import type { Matching } from "./select-matching";
import { facetCell } from "./service-cells";

const CELLS: Record<ShownColumn<typeof NUMBERS_TABLE>, (row: NumberRow) => ReactNode> = {
  select: ({ number }) => <SelectRowCheckbox id={number} label={formatNational(number)} />,
  number: ({ number, standing, isDoubleClaimed }) => (
    <span className="flex items-center gap-1.5">
      <TelephoneNumber e164={number} isLink />
      {standing === "mentioned" && <Badge>Mentioned only</Badge>}
      {isDoubleClaimed && <Badge tone="bad">Two carriers</Badge>}
    </span>
  ),
  place: ({ isTollFree, rateCenter, state }) =>
    isTollFree ? (
      <Badge>Toll-free</Badge>
    ) : (
      <span className="whitespace-nowrap">{[rateCenter, state].filter(Boolean).join(", ") || "–"}</span>
    ),
  lata: ({ lata }) => <span className="font-mono">{lata ?? "–"}</span>,
  owned: facetCell("ownership"),
  sms: facetCell("smsState"),
  import: facetCell("importState"),
  registration: facetCell("registrationState"),
  readiness: ({ number, readiness }) => <ReadinessCell number={number} readiness={readiness} />,
  inbound: ({ services, lastInboundAt }) => <InboundCell services={services} lastInboundAt={lastInboundAt} />,
  freshness: ({ services }) => {
    const checked = services.flatMap(({ facts }) => lastCheckedAt(facts) ?? []).sort();
    return (
      <span className="text-xs whitespace-nowrap">
        <CheckedAt at={checked[0] ?? null} staleAfter={86_400_000} />
      </span>
    );
  },
  added: ({ addedAt }) => (
    <span className="text-xs">
      <RelativeTime at={addedAt} />
    </span>
  ),
};

export function NumbersTable({
  rows,
  isFiltered,
  search,
  smsAccounts,
  denial,
  refreshDenial,
  isSortable = true,
  moreHref = null,
  matching = null,
}: {
  rows: readonly NumberRow[];
  isFiltered: boolean;
  search: string | null;
  smsAccounts: readonly AccountChoice[];
  /** Why this role cannot place orders, or null. */
  denial: string | null;
  refreshDenial: string | null;
  isSortable?: boolean;
  /** The same list with numbers that are merely mentioned, where it leaves them out. */
  moreHref?: string | null;
  /** All numbers of the filters, where they can be ordered together. */
  matching?: Matching | null;
}) {
  return (
    <SelectionProvider ids={rows.map((row) => row.number)}>
      <DataTable
        label="Numbers"
        columns={NUMBERS_TABLE}
        cells={CELLS}
        rows={rows}
        keyOf={({ number }) => number}
        rowProps={({ number }) => ({ id: number, href: `/numbers/${encodeURIComponent(number)}` })}
        headers={{ select: <SelectAllCheckbox /> }}
        defaultSort="number"
        isSortable={isSortable}
        empty={<NoNumbers isFiltered={isFiltered} search={search} moreHref={moreHref} />}
      />
      <BulkBar smsAccounts={smsAccounts} denial={denial} refreshDenial={refreshDenial} matching={matching} />
    </SelectionProvider>
  );
}

function NoNumbers({
  isFiltered,
  search,
  moreHref,
}: {
  isFiltered: boolean;
  search: string | null;
  moreHref: string | null;
}) {
  const parsed = search === null ? null : parsePhoneNumber(search);
  if (parsed?.ok)
    return (
      <EmptyState
        icon={Hash}
        title={`${formatNational(parsed.number)} is not among these numbers`}
        actions={
          <>
            <ButtonLink href={`/numbers/${encodeURIComponent(parsed.number)}`}>Open it anyway</ButtonLink>
            <ButtonLink href="/numbers">Clear all filters</ButtonLink>
          </>
        }
      >
        Its page can ask the carriers whether they know it.
      </EmptyState>
    );
  if (isFiltered)
    return (
      <EmptyState
        icon={Hash}
        title="No number matches these filters"
        actions={
          <>
            {moreHref !== null && <ButtonLink href={moreHref}>Show mentioned numbers too</ButtonLink>}
            <ButtonLink href="/numbers">Clear all filters</ButtonLink>
          </>
        }
      >
        Four digits are looked for at the end of a number, any other count at its beginning. Rate centers and LATAs are
        matched as a whole.
        {moreHref !== null && " Numbers that somebody only typed once are left out."}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Hash}
      title="No numbers yet"
      actions={
        <>
          <ButtonLink href="/inventory">Search the inventory</ButtonLink>
          <ButtonLink href="/import">Import numbers</ButtonLink>
        </>
      }
    >
      A number appears here once it is ordered, imported, switched on, or looked up at a carrier.
    </EmptyState>
  );
}
