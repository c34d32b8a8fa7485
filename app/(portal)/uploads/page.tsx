import type { Metadata } from "next";
import { FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { Pager } from "@/components/data-table/pager";
import { LivePage } from "@/components/live/live-page";
import { AnswerHeader } from "@/components/ui/answer-header";
import { TextLink } from "@/components/ui/link";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { toOptions } from "@/lib/domain/labels";
import { can, explainDenial } from "@/lib/domain/permissions";
import { readQuery } from "@/lib/domain/read-query";
import { FILE_KINDS } from "@/lib/domain/uploads/action-names";
import { answerUploads, isUploadMoving, labelKind, UPLOAD_STATE_LABELS } from "@/lib/domain/uploads/upload-labels";
import { uploadsQuery } from "@/lib/domain/uploads/uploads-query";
import { listUploads } from "@/lib/services/uploads/list-uploads";
import { NewUpload } from "./new-upload";
import { UploadsTable } from "./uploads-table";

export const metadata: Metadata = { title: "Uploads" };

const KINDS = FILE_KINDS.map((value) => ({ value, label: labelKind(value) }));

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UploadsPage({ searchParams }: Props) {
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
      {(isFiltered || rows.length > 0) && (
        <FilterBar>
          <TextFilter name="q" label="Name or reference" className="w-full sm:w-56" />
          <div className="flex min-w-0 gap-2 max-sm:w-full max-sm:*:min-w-0 max-sm:*:flex-1">
            <SelectFilter name="state" label="Any state" options={toOptions(UPLOAD_STATE_LABELS)} />
            <SelectFilter name="kind" label="Any action" options={KINDS} />
          </div>
        </FilterBar>
      )}
      {customer && (
        <p className="text-sm text-muted">
          With numbers of <TextLink href={`/customers/${customer.id}`}>{customer.name}</TextLink>.{" "}
          <TextLink href="/uploads">Show all uploads</TextLink>
        </p>
      )}
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
