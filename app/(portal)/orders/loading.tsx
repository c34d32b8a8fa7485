import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { ORDERS_TABLE } from "@/lib/domain/order-tables";

export default function OrdersLoading() {
  return (
    <Page>
      <AnswerHeader title="Orders" answer={<Skeleton className="h-9 w-72 max-w-full" />} />
      <Skeleton className="h-8 w-full" />
      <TableSkeleton columns={ORDERS_TABLE} />
    </Page>
  );
}
