import { Page } from "@/components/ui/page-header";
import { PageTitle } from "@/components/ui/page-heading";
import { Skeleton } from "@/components/ui/skeleton";

/** Only pages that everyone can open have a skeleton: it sends status 200 before a check could respond with 403. */
export default function HomeLoading() {
  return (
    <Page>
      <PageTitle>Home</PageTitle>
      <p className="sr-only">Loading</p>
      <Skeleton className="h-9 w-72" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-32 w-full" />
    </Page>
  );
}
