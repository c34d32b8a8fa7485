import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { CUSTOMERS_TABLE } from "@/lib/domain/customers-table";

export default function CustomersLoading() {
  return (
    <Page>
      <AnswerHeader title="Customers" answer={<Skeleton className="h-9 w-72 max-w-full" />} />
      <Skeleton className="h-8 w-full max-w-md" />
      <TableSkeleton columns={CUSTOMERS_TABLE} />
    </Page>
  );
}
