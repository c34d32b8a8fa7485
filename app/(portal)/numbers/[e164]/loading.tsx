import { Card } from "@/components/ui/card";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function NumberLoading() {
  return (
    <Page>
      <p className="sr-only">Loading</p>
      <Skeleton className="h-7 w-60" />
      <Card>
        <Skeleton className="h-20 w-full" />
      </Card>
      <Card>
        <Skeleton className="h-40 w-full" />
      </Card>
    </Page>
  );
}
