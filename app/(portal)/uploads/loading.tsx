import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { UPLOADS_TABLE } from "@/lib/domain/uploads/uploads-table";

export default function UploadsLoading() {
  return (
    <Page>
      <PageHeader title="Uploads" />
      <Skeleton className="h-24" />
      <TableSkeleton columns={UPLOADS_TABLE} rows={8} />
    </Page>
  );
}
