import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page } from "@/components/ui/page-header";
import { PageTitle } from "@/components/ui/page-heading";
import { Skeleton } from "@/components/ui/skeleton";

export default function UploadLoading() {
  return (
    <Page>
      <PageTitle>Upload</PageTitle>
      <Skeleton className="h-12 w-96 max-w-full" />
      <Skeleton className="h-7 w-80 max-w-full" />
      <TableSkeleton columns={6} />
    </Page>
  );
}
