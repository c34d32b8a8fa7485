import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function LookupLoading() {
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/lookup", label: "Lookup" }]}
        title="List"
        answer={<Skeleton className="h-8 w-96 max-w-full" />}
      />
      <Skeleton className="h-16" />
      <TableSkeleton columns={5} />
    </Page>
  );
}
