import { Megaphone } from "lucide-react";
import { CapacityMeter } from "@/components/campaigns/capacity-meter";
import { EntryStateBadge, StandingBadge } from "@/components/campaigns/entry-badges";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { CheckedAt } from "@/components/ui/time";
import type { CampaignRow } from "@/lib/services/campaigns/list-campaigns";

/** `ofBrand`: the page names the brand already. */
export function CampaignsTable({
  rows,
  isFiltered,
  isOfBrand = false,
}: {
  rows: readonly CampaignRow[];
  isFiltered: boolean;
  isOfBrand?: boolean;
}) {
  return (
    <Table label="Campaigns, newest first">
      <TableHead>
        <ColumnHeader label="Campaign" isSticky width="1%" />
        <ColumnHeader label="Description" />
        {!isOfBrand && <ColumnHeader label="Brand" width="1%" />}
        <ColumnHeader label="Registration" width="1%" />
        <ColumnHeader label="At the carrier" width="1%" />
        <ColumnHeader label="Numbers" width="1%" />
        <ColumnHeader label="Freshness" align="right" width="1%" />
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <CampaignRowView key={row.id} row={row} isOfBrand={isOfBrand} />
        ))}
        {rows.length === 0 && (
          <MessageRow colSpan={isOfBrand ? 6 : 7}>
            <NoCampaigns isFiltered={isFiltered} isOfBrand={isOfBrand} />
          </MessageRow>
        )}
      </tbody>
    </Table>
  );
}

function CampaignRowView({ row, isOfBrand }: { row: CampaignRow; isOfBrand: boolean }) {
  const href = `/campaigns/${row.id}`;
  return (
    <Row href={href}>
      <Cell isSticky>
        <TextLink href={href} className="font-mono text-xs">
          {row.campaignId}
        </TextLink>
      </Cell>
      <Cell className="max-w-80">
        <span className="block truncate" title={row.description}>
          {row.description}
        </span>
      </Cell>
      {!isOfBrand && (
        <Cell className="whitespace-nowrap">
          <TextLink href={`/brands/${row.brandRowId}`}>{row.brandName}</TextLink>{" "}
          <span className="font-mono text-xs text-muted">{row.brandId}</span>
        </Cell>
      )}
      <Cell>
        <EntryStateBadge state={row.state} />
      </Cell>
      <Cell>
        <StandingBadge standing={row.standing} event={row.event} />
      </Cell>
      <Cell className="py-1">
        <CapacityMeter room={row} />
      </Cell>
      <Cell align="right" className="text-xs whitespace-nowrap">
        <CheckedAt at={row.checkedAt} staleAfter={86_400_000} />
      </Cell>
    </Row>
  );
}

function NoCampaigns({ isFiltered, isOfBrand }: { isFiltered: boolean; isOfBrand: boolean }) {
  if (isFiltered)
    return (
      <EmptyState
        icon={Megaphone}
        title="No campaign matches these filters"
        actions={<ButtonLink href="/campaigns">Clear all filters</ButtonLink>}
      >
        Ids are matched from their beginning, the campaign&apos;s and the brand&apos;s; descriptions anywhere.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Megaphone}
      title={isOfBrand ? "No campaign under this brand yet" : "No campaigns yet"}
      actions={isOfBrand ? undefined : <ButtonLink href="/brands">To the brands</ButtonLink>}
    >
      A campaign says what the messages of its numbers are about. Add the one that the registry gave you.
    </EmptyState>
  );
}
