import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function PageLoading() {
  return (
    <Page>
      <Skeleton className="h-7 w-40" />
      <TableSkeleton columns={6} />
    </Page>
  );
}
