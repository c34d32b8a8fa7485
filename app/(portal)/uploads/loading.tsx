import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { UPLOADS_TABLE } from "@/lib/domain/uploads/uploads-table";

export default function UploadsLoading() {
  return (
    <Page>
      <AnswerHeader
        title="Uploads"
        answer={<span className="block h-9 w-72 animate-appear-late rounded-sm bg-pressed" />}
      />
      <Skeleton className="h-24" />
      <TableSkeleton columns={UPLOADS_TABLE} rows={8} />
    </Page>
  );
}
