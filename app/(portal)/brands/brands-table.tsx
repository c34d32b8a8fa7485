import { Building2 } from "lucide-react";
import { EntryStateBadge } from "@/components/campaigns/entry-badges";
import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import type { BrandRow } from "@/lib/services/campaigns/list-brands";

export function BrandsTable({ rows, isFiltered }: { rows: readonly BrandRow[]; isFiltered: boolean }) {
  return (
    <Table label="Brands, newest first">
      <TableHead>
        <ColumnHeader label="Brand" isSticky width="1%" />
        <ColumnHeader label="Name" />
        <ColumnHeader label="Description" />
        <ColumnHeader label="Registration" width="1%" />
        <ColumnHeader label="Campaigns" align="right" width="1%" />
        <ColumnHeader label="Account" width="1%" />
        <ColumnHeader label="Added" align="right" width="1%" />
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} href={`/brands/${row.id}`}>
            <Cell isSticky>
              <TextLink href={`/brands/${row.id}`} className="font-mono text-xs">
                {row.brandId}
              </TextLink>
            </Cell>
            <Cell>{row.name}</Cell>
            <Cell isMuted className="max-w-80">
              <span className="block truncate" title={row.description}>
                {row.description}
              </span>
            </Cell>
            <Cell>
              <EntryStateBadge state={row.state} />
            </Cell>
            <Cell align="right" className="tabular-nums">
              {row.campaigns}
            </Cell>
            <Cell isMuted className="whitespace-nowrap">
              {row.accountName}
            </Cell>
            <Cell align="right" isMuted className="text-xs">
              <RelativeTime at={row.createdAt} />
            </Cell>
          </Row>
        ))}
        {rows.length === 0 && (
          <MessageRow colSpan={7}>
            {isFiltered ? (
              <EmptyState
                icon={Building2}
                title="No brand matches these filters"
                actions={<ButtonLink href="/brands">Clear all filters</ButtonLink>}
              >
                IDs match from the start, names anywhere.
              </EmptyState>
            ) : (
              <EmptyState icon={Building2} title="No brands yet">
                A brand is the company behind the messages. Add the one that the registry gave you; its campaigns
                follow.
              </EmptyState>
            )}
          </MessageRow>
        )}
      </tbody>
    </Table>
  );
}
