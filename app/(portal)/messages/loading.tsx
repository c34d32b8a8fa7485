import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Page>
      <PageHeader title="Messages" />
      <TableSkeleton columns={2} />
    </Page>
  );
}
