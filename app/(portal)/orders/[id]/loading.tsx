import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page } from "@/components/ui/page-header";
import { PageTitle } from "@/components/ui/page-heading";
import { Skeleton } from "@/components/ui/skeleton";
import { ITEMS_TABLE } from "@/lib/domain/order-tables";

export default function OrderLoading() {
  return (
    <Page>
      <PageTitle>Order</PageTitle>
      <div className="flex flex-col gap-1">
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-9 w-80 max-w-full" />
        <Skeleton className="h-5 w-120 max-w-full" />
      </div>
      <div>
        <Skeleton className="h-2 w-full" />
        <Skeleton className="mt-2 h-5 w-96 max-w-full" />
      </div>
      <TableSkeleton columns={ITEMS_TABLE} />
    </Page>
  );
}
