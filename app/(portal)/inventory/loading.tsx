import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function InventoryLoading() {
  return (
    <Page>
      <AnswerHeader title="Inventory" answer={<Skeleton className="h-9 w-72 max-w-full" />} />
      <Skeleton className="h-36" />
      <TableSkeleton columns={7} />
    </Page>
  );
}
