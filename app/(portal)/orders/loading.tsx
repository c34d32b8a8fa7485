import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { ORDERS_TABLE } from "@/lib/domain/order-tables";

export default function OrdersLoading() {
  return (
    <Page>
      <PageHeader title="Orders" description="What was asked of the carriers, and what became of every number." />
      <TableSkeleton columns={ORDERS_TABLE} />
    </Page>
  );
}
