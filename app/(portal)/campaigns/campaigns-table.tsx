import { Megaphone } from "lucide-react";
import type { ReactNode } from "react";
import { CapacityMeter } from "@/components/campaigns/capacity-meter";
import { EntryStateBadge, StandingBadge } from "@/components/campaigns/entry-badges";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { CheckedAt } from "@/components/ui/time";
import { CAMPAIGNS_TABLE } from "@/lib/domain/campaign-tables";
import type { ShownColumn } from "@/lib/domain/table";
import type { CampaignRow } from "@/lib/services/campaigns/list-campaigns";

const CELLS: Record<ShownColumn<typeof CAMPAIGNS_TABLE>, (row: CampaignRow) => ReactNode> = {
  campaign: ({ id, campaignId }) => (
    <TextLink href={`/campaigns/${id}`} className="font-mono text-xs">
      {campaignId}
    </TextLink>
  ),
  description: ({ description }) => (
    <span className="block max-w-80 truncate" title={description}>
      {description}
    </span>
  ),
  brand: ({ brandRowId, brandName, brandId }) => (
    <span className="whitespace-nowrap">
      <TextLink href={`/brands/${brandRowId}`}>{brandName}</TextLink>{" "}
      <span className="font-mono text-xs text-muted">{brandId}</span>
    </span>
  ),
  registration: ({ state }) => <EntryStateBadge state={state} />,
  standing: ({ standing, event }) => <StandingBadge standing={standing} event={event} />,
  numbers: (row) => (
    <div className="py-1">
      <CapacityMeter room={row} />
    </div>
  ),
  freshness: ({ checkedAt }) => (
    <span className="text-xs whitespace-nowrap">
      <CheckedAt at={checkedAt} staleAfter={86_400_000} isBare />
    </span>
  ),
};

/** `isOfBrand`: the page names the brand already. */
export const CampaignsTable = ({
  rows,
  isFiltered,
  isOfBrand = false,
}: {
  rows: readonly CampaignRow[];
  isFiltered: boolean;
  isOfBrand?: boolean;
}) => (
  <DataTable
    label="Campaigns, newest first"
    columns={CAMPAIGNS_TABLE}
    cells={CELLS}
    hidden={isOfBrand ? ["brand"] : []}
    rows={rows}
    keyOf={({ id }) => id}
    rowProps={({ id }) => ({ href: `/campaigns/${id}` })}
    empty={<NoCampaigns isFiltered={isFiltered} isOfBrand={isOfBrand} />}
  />
);

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
      actions={isOfBrand ? undefined : <ButtonLink href="/brands">Open brands</ButtonLink>}
    >
      A campaign describes what the messages of its numbers are about. Add the one that the registry gave you.
    </EmptyState>
  );
}
