import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function SmsLoading() {
  return (
    <Page>
      <PageHeader title="SMS on, off and webhook" />
      <div aria-busy className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
        <Skeleton className="h-64" />
        <Skeleton className="h-40" />
      </div>
    </Page>
  );
}
