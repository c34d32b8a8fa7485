import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function LookupLoading() {
  return (
    <Page>
      <PageHeader title={<Skeleton className="h-8 w-96" />} back={{ href: "/lookup", label: "Lookup" }} />
      <Skeleton className="h-16" />
      <TableSkeleton columns={5} />
    </Page>
  );
}
