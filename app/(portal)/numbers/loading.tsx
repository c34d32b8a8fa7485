import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";

export default function NumbersLoading() {
  return (
    <Page>
      <PageHeader title="Numbers" description="Every number of every carrier, as the carriers last told." />
      <TableSkeleton columns={9} />
    </Page>
  );
}
