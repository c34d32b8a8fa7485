import { Building2 } from "lucide-react";
import { EntryStateBadge } from "@/components/campaigns/entry-badges";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import { BRANDS_TABLE } from "@/lib/domain/campaign-tables";
import type { BrandRow } from "@/lib/services/campaigns/list-brands";

export const BrandsTable = ({ rows, isFiltered }: { rows: readonly BrandRow[]; isFiltered: boolean }) => (
  <DataTable
    label="Brands, newest first"
    columns={BRANDS_TABLE}
    rows={rows}
    keyOf={({ id }) => id}
    rowProps={({ id }) => ({ href: `/brands/${id}` })}
    cells={{
      brand: ({ id, brandId }) => (
        <TextLink href={`/brands/${id}`} className="font-mono text-xs">
          {brandId}
        </TextLink>
      ),
      name: ({ name }) => name,
      description: ({ description }) => (
        <span className="block max-w-80 truncate" title={description}>
          {description}
        </span>
      ),
      registration: ({ state }) => <EntryStateBadge state={state} />,
      campaigns: ({ campaigns }) => <span className="tabular-nums">{campaigns}</span>,
      account: ({ accountName }) => <span className="whitespace-nowrap">{accountName}</span>,
      added: ({ createdAt }) => (
        <span className="text-xs">
          <RelativeTime at={createdAt} />
        </span>
      ),
    }}
    empty={
      isFiltered ? (
        <EmptyState
          icon={Building2}
          title="No brand matches these filters"
          actions={<ButtonLink href="/brands">Clear all filters</ButtonLink>}
        >
          Ids are matched from their beginning, names anywhere.
        </EmptyState>
      ) : (
        <EmptyState icon={Building2} title="No brands yet">
          A brand is the company behind the messages. Add the one that the registry gave you; its campaigns follow.
        </EmptyState>
      )
    }
  />
);
