import { Page } from "@/components/ui/page-header";
import { PageTitle } from "@/components/ui/page-heading";
import { Skeleton } from "@/components/ui/skeleton";

export default function NumberLoading() {
  return (
    <Page>
      <PageTitle>Number</PageTitle>
      <p className="sr-only">Loading</p>
      <Skeleton className="h-5 w-60" />
      <Skeleton className="h-9 w-full max-w-xl" />
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-60 w-full" />
    </Page>
  );
}
