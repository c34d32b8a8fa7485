import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Card } from "@/components/ui/card";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { ITEMS_TABLE } from "@/lib/domain/order-tables";

export default function OrderLoading() {
  return (
    <Page>
      <Skeleton className="h-7 w-64" />
      <Card>
        <Skeleton className="h-2 w-full" />
        <Skeleton className="mt-3 h-4 w-96 max-w-full" />
      </Card>
      <TableSkeleton columns={ITEMS_TABLE} />
    </Page>
  );
}
