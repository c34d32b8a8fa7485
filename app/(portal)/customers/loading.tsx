import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { CUSTOMERS_TABLE } from "@/lib/domain/customers-table";

export default function CustomersLoading() {
  return (
    <Page>
      <PageHeader title="Customers" />
      <TableSkeleton columns={CUSTOMERS_TABLE} />
    </Page>
  );
}
