import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";

export default function NumbersLoading() {
  return (
    <Page>
      <PageHeader title="Numbers" description="Every number of every carrier, as last reported by the carrier." />
      <TableSkeleton columns={NUMBERS_TABLE} />
    </Page>
  );
}
