import { Page, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

/** Only pages that everyone can open have a skeleton: it sends status 200 before a check could respond with 403. */
export default function HomeLoading() {
  return (
    <Page>
      <PageHeader title="Home" />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {[0, 1, 2, 3].map((card) => (
          <Skeleton key={card} className="h-24" />
        ))}
      </div>
      <Skeleton className="h-80" />
    </Page>
  );
}
