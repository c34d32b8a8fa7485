import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";

export default function NumbersLoading() {
  return (
    <Page>
      <AnswerHeader title="Numbers" answer={<Skeleton className="h-9 w-72 max-w-full" />} />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-8 w-full" />
      <TableSkeleton columns={NUMBERS_TABLE} />
    </Page>
  );
}
