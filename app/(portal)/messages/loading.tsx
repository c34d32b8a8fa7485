import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Page>
      <AnswerHeader title="Messages" answer={<Skeleton className="h-9 w-72 max-w-full" />} />
      <TableSkeleton columns={2} />
    </Page>
  );
}
