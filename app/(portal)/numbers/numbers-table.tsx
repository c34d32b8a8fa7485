import { Hash } from "lucide-react";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { SelectAllCheckbox, SelectionProvider, SelectRowCheckbox } from "@/components/data-table/selection";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { CheckedAt, RelativeTime } from "@/components/ui/time";
import type { AccountChoice } from "@/lib/domain/account-choice";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import type { NumberRow } from "@/lib/services/numbers/number-view";
import { lastCheckedAt } from "@/lib/domain/service-state";
import { InboundCell, ReadinessCell } from "./readiness-cell";
import { BulkBar } from "./bulk-bar";
import { ImportCell, OwnershipCell, RegistrationCell, SmsCell } from "./service-cells";

const COLUMNS = 12;

export function NumbersTable({
  rows,
  isFiltered,
  search,
  smsAccounts,
  denial,
  refreshDenial,
  isSortable = true,
  moreHref = null,
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
}) {
  return (
    <SelectionProvider ids={rows.map((row) => row.number)}>
      <Table label="Numbers">
        <TableHead>
          <ColumnHeader label="Select" width="1%">
            <SelectAllCheckbox />
          </ColumnHeader>
          <ColumnHeader
            label="Number"
            {...(isSortable && { sortKey: "number" })}
            defaultSort="number"
            isSticky
            width="1%"
          />
          <ColumnHeader label="Place" />
          <ColumnHeader label="LATA" width="1%" />
          <ColumnHeader label="Owned" width="1%" />
          <ColumnHeader label="SMS" width="1%" />
          <ColumnHeader label="Import" width="1%" />
          <ColumnHeader label="Registration" width="1%" />
          <ColumnHeader label="Readiness" width="1%" />
          <ColumnHeader label="Last inbound" width="1%" />
          <ColumnHeader label="Freshness" align="right" width="1%" />
          <ColumnHeader
            label="Added"
            {...(isSortable && { sortKey: "added" })}
            defaultSort="number"
            firstDirection="descending"
            align="right"
            width="1%"
          />
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <NumberRowView key={row.number} row={row} />
          ))}
          {rows.length === 0 && (
            <MessageRow colSpan={COLUMNS}>
              <NoNumbers isFiltered={isFiltered} search={search} moreHref={moreHref} />
            </MessageRow>
          )}
        </tbody>
      </Table>
      <BulkBar smsAccounts={smsAccounts} denial={denial} refreshDenial={refreshDenial} />
    </SelectionProvider>
  );
}

function NumberRowView({ row }: { row: NumberRow }) {
  const { number, services } = row;
  const checked = services.flatMap((service) => lastCheckedAt(service.facts) ?? []).sort();
  return (
    <Row id={number} href={`/numbers/${encodeURIComponent(number)}`}>
      <Cell>
        <SelectRowCheckbox id={number} label={formatNational(number)} />
      </Cell>
      <Cell isSticky>
        <span className="flex items-center gap-1.5">
          <TelephoneNumber e164={number} isLink />
          {row.standing === "mentioned" && <Badge>Mentioned only</Badge>}
          {row.isDoubleClaimed && <Badge tone="bad">Two carriers</Badge>}
        </span>
      </Cell>
      <Cell isMuted className="whitespace-nowrap">
        {row.isTollFree ? <Badge>Toll-free</Badge> : [row.rateCenter, row.state].filter(Boolean).join(", ") || "–"}
      </Cell>
      <Cell isMuted className="font-mono">
        {row.lata ?? "–"}
      </Cell>
      <Cell>
        <OwnershipCell services={services} />
      </Cell>
      <Cell>
        <SmsCell services={services} />
      </Cell>
      <Cell>
        <ImportCell services={services} />
      </Cell>
      <Cell>
        <RegistrationCell services={services} />
      </Cell>
      <Cell>
        <ReadinessCell number={number} readiness={row.readiness} />
      </Cell>
      <Cell>
        <InboundCell services={services} lastInboundAt={row.lastInboundAt} />
      </Cell>
      <Cell align="right" className="text-xs whitespace-nowrap">
        <CheckedAt at={checked[0] ?? null} staleAfter={86_400_000} />
      </Cell>
      <Cell align="right" isMuted className="text-xs">
        <RelativeTime at={row.addedAt} />
      </Cell>
    </Row>
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
