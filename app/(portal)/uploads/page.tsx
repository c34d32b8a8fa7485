import { Pager } from "@/components/data-table/pager";
import { LivePage } from "@/components/live/live-page";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { can, explainDenial } from "@/lib/domain/permissions";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { answerUploads, isUploadMoving } from "@/lib/domain/uploads/upload-labels";
import { uploadsQuery } from "@/lib/domain/uploads/uploads-query";
import { listUploads } from "@/lib/services/uploads/list-uploads";
import { NewUpload } from "./new-upload";
import { UploadFilters } from "./upload-filters";
import { UploadsTable } from "./uploads-table";

export default async function UploadsPage({ searchParams }: SearchProps) {
  const query = readQuery(uploadsQuery, await searchParams);
  const ctx = await authorize("orders:read");
  const { rows, next, open, customer } = await listUploads(ctx, query);
  const canWrite = can(ctx.actor.role, "orders:write");
  const isFiltered = [query.q, query.state, query.kind, query.person, query.customer].some(
    (value) => value !== undefined,
  );
  const isMoving = rows.some((row) => isUploadMoving(row) || (row.outcome?.pending ?? 0) > 0);
  return (
    <Page>
      <AnswerHeader
        title="Uploads"
        answer={rows.length === 0 && !isFiltered ? "No uploads yet" : answerUploads(open)}
      />
      <NewUpload denial={canWrite ? null : explainDenial("orders:write")} />
      {(isFiltered || rows.length > 0) && <UploadFilters customer={customer} />}
      {rows.length > 0 || isFiltered ? (
        <>
          <UploadsTable uploads={rows} canWrite={canWrite} />
          <Pager shown={rows.length} noun={["upload", "uploads"]} previous={null} next={next} />
        </>
      ) : (
        <p className="max-w-[70ch] text-sm text-muted">
          Columns are recognized, every row is checked, and nothing is sent to a carrier before you have seen what it
          would do.
        </p>
      )}
      <LivePage at={ctx.now().toISOString()} pace={isMoving ? "list" : "off"} />
    </Page>
  );
}
