import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { LOOKUPS_TABLE } from "@/lib/domain/lookups-table";

export default function LookupsLoading() {
  return (
    <Page>
      <PageHeader title="Lookup" />
      <Skeleton className="h-56" />
      <TableSkeleton columns={LOOKUPS_TABLE} rows={8} />
    </Page>
  );
}
