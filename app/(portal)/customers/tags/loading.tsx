import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Page, PageHeader } from "@/components/ui/page-header";
import { TAGS_TABLE } from "@/lib/domain/tags-table";

export default function TagsLoading() {
  return (
    <Page>
      <PageHeader title="Tags" />
      <TableSkeleton columns={TAGS_TABLE} />
    </Page>
  );
}
