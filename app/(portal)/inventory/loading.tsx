import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function InventoryLoading() {
  return (
    <Page>
      <PageHeader title="Inventory" />
      <Skeleton className="h-36" />
      <TableSkeleton columns={7} />
    </Page>
  );
}
