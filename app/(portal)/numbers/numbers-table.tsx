import { Hash } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { SelectAllCheckbox, SelectionProvider, SelectRowCheckbox } from "@/components/data-table/selection";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { CustomerLink } from "@/components/numbers/customer-link";
import { TagList } from "@/components/numbers/label-chips";
import { OldestAge } from "@/components/numbers/fact-age";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { NotKnown } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import type { AccountChoice } from "@/lib/domain/account-choice";
import { findOldestReadings } from "@/lib/domain/freshness";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import { NUMBER_VIEW_LABELS, type NumberListView } from "@/lib/domain/number-list-view";
import type { NumberRow } from "@/lib/services/numbers/number-view";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";
import { chooseColumns, listShown, type ShownColumn } from "@/lib/domain/table";
import { InboundCell, ReadinessCell } from "./readiness-cell";
import type { LabelRights } from "../customers/label-buttons";
import { BulkBar } from "./bulk-bar";
import type { NearestList } from "./describe-filters";
import type { Matching } from "./select-matching";
import { CarriersCell, facetCell } from "./service-cells";
import { VerdictCell } from "./verdict-cell";

type Cells = Record<ShownColumn<typeof NUMBERS_TABLE>, (row: NumberRow) => ReactNode>;
const makeCells = (silentDays: number): Cells => ({
  select: ({ number }) => <SelectRowCheckbox id={number} label={formatNational(number)} />,
  number: ({ number, standing, isDoubleClaimed, verdict }) => (
    <span className="flex flex-col gap-0.5 max-sm:py-1.5">
      <span className="flex items-center gap-1.5">
        <TelephoneNumber e164={number} isLink />
        {standing === "mentioned" && <Badge>Mentioned only</Badge>}
        {isDoubleClaimed && (
          <span className="sm:hidden">
            <Badge tone="bad">Two carriers</Badge>
          </span>
        )}
      </span>
      <span className="text-xs sm:hidden">
        <VerdictCell verdict={verdict} isWrapped />
      </span>
    </span>
  ),
  verdict: VerdictCell,
  carriers: CarriersCell,
  customer: ({ customer }) => <CustomerLink customer={customer} />,
  tags: ({ tags }) => <TagList tags={tags} />,
  place: ({ isTollFree, rateCenter, state }) =>
    isTollFree ? (
      <Badge>Toll-free</Badge>
    ) : (
      <span className="whitespace-nowrap">{[rateCenter, state].filter(Boolean).join(", ") || <NotKnown />}</span>
    ),
  lata: ({ lata }) => (lata === null ? <NotKnown /> : <span className="font-mono">{lata}</span>),
  owned: facetCell("ownership"),
  sms: facetCell("smsState"),
  import: facetCell("importState"),
  registration: facetCell("registrationState"),
  campaign: ({ services }) => {
    const ids = services.flatMap(({ campaignId }) => campaignId ?? []);
    return ids.length === 0 ? (
      <NotKnown>none reported</NotKnown>
    ) : (
      <span className="font-mono text-xs">{ids.join(", ")}</span>
    );
  },
  readiness: ({ number, readiness }) => <ReadinessCell number={number} readiness={readiness} />,
  inbound: ({ services, lastInboundAt }) => (
    <InboundCell
      isExpected={services.some(({ registrationState }) => registrationState === "registered")}
      lastInboundAt={lastInboundAt}
      silentDays={silentDays}
    />
  ),
  freshness: ({ services }) => (
    <span className="text-xs whitespace-nowrap">
      <OldestAge readings={findOldestReadings(services.map(({ facts }) => facts))} />
    </span>
  ),
  added: ({ addedAt }) => (
    <span className="text-xs">
      <RelativeTime at={addedAt} />
    </span>
  ),
});

/** What a person can add and leave out. */
export const CHOOSABLE_COLUMNS = listShown(NUMBERS_TABLE)
  .filter((name) => name !== "select" && name !== "number")
  .map((name) => ({ name, label: NUMBERS_TABLE[name].label }));

export function NumbersTable({
  rows,
  isFiltered,
  view,
  search,
  smsAccounts,
  silentDays,
  denial,
  refreshDenial,
  chosen,
  isSortable = true,
  moreHref = null,
  matching = null,
  labelRights,
  nearest = [],
  empty,
}: {
  rows: readonly NumberRow[];
  isFiltered: boolean;
  view?: NumberListView;
  search: string | null;
  smsAccounts: readonly AccountChoice[];
  /** After so many days without a message a number counts as silent. */
  silentDays: number;
  /** Why this role cannot place orders, or null. */
  denial: string | null;
  refreshDenial: string | null;
  /** The columns that the person chose. */
  chosen?: readonly string[];
  isSortable?: boolean;
  /** The same list with numbers that are merely mentioned, where it leaves them out. */
  moreHref?: string | null;
  /** All numbers of the filters, where they can be ordered together. */
  matching?: Matching | null;
  /** Absent: customers and tags are not changed here. */
  labelRights?: LabelRights;
  /** What a filter that names nothing probably meant. */
  nearest?: readonly NearestList[];
  /** In place of what the numbers list says where there are none. */
  empty?: ReactNode;
}) {
  const columns = chooseColumns(NUMBERS_TABLE, chosen);
  return (
    <SelectionProvider ids={rows.map((row) => row.number)}>
      <DataTable
        label="Numbers"
        columns={NUMBERS_TABLE}
        cells={makeCells(silentDays)}
        rows={rows}
        keyOf={({ number }) => number}
        rowProps={({ number }) => ({ id: number, href: `/numbers/${encodeURIComponent(number)}` })}
        hidden={listShown(NUMBERS_TABLE).filter((name) => !columns.includes(name))}
        headers={{ select: <SelectAllCheckbox /> }}
        defaultSort="number"
        isSortable={isSortable}
        empty={
          empty ?? (
            <NoNumbers view={view} isFiltered={isFiltered} search={search} moreHref={moreHref} nearest={nearest} />
          )
        }
      />
      <BulkBar
        smsAccounts={smsAccounts}
        denial={denial}
        refreshDenial={refreshDenial}
        matching={matching}
        labelRights={labelRights}
      />
    </SelectionProvider>
  );
}

function NoNumbers({
  view,
  isFiltered,
  search,
  moreHref,
  nearest,
}: {
  nearest: readonly NearestList[];
  view: NumberListView | undefined;
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
  if (nearest.length > 0)
    return (
      <EmptyState
        icon={Hash}
        title="There is no such customer or tag"
        actions={nearest.map(({ label, href }) => (
          <ButtonLink key={href} href={href}>
            {label}
          </ButtonLink>
        ))}
      >
        These have a similar name.
      </EmptyState>
    );
  if (view)
    return (
      <EmptyState
        icon={Hash}
        title={view === "stale" ? "Every value was read lately" : "Nothing here"}
        actions={<ButtonLink href="/numbers">All numbers</ButtonLink>}
      >
        {NUMBER_VIEW_LABELS[view].meaning}
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
