import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { ORDERS_TABLE } from "@/lib/domain/order-tables";

export default function OrdersLoading() {
  return (
    <Page>
      <PageHeader
        title="Orders"
        description="Every order that was sent to a carrier, with the result of every number."
      />
      <TableSkeleton columns={ORDERS_TABLE} />
    </Page>
  );
}
