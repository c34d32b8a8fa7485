import { Upload } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { NoValue } from "@/components/ui/no-value";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { DateOnly, RelativeTime } from "@/components/ui/time";
import { RowCountsLine } from "@/components/uploads/row-counts";
import { UploadBadge } from "@/components/uploads/upload-badge";
import type { ShownColumn } from "@/lib/domain/table";
import { labelKind, uploadHref } from "@/lib/domain/uploads/upload-labels";
import type { UploadRow } from "@/lib/domain/uploads/upload-view";
import { UPLOADS_TABLE } from "@/lib/domain/uploads/uploads-table";
import { DeleteUpload } from "./delete-upload";

const CELLS: Record<ShownColumn<typeof UPLOADS_TABLE>, (row: UploadRow) => ReactNode> = {
  name: (row) => (
    <span className="flex min-w-0 items-baseline gap-2">
      <TextLink href={uploadHref(row)} className="block max-w-72 min-w-0 truncate" title={row.name}>
        {row.name}
      </TextLink>
      <code className="font-mono text-xs text-faint">{row.ref}</code>
    </span>
  ),
  state: (row) => <UploadBadge upload={row} />,
  rows: ({ counts }) => <RowCountsLine counts={counts} />,
  action: ({ kinds }) =>
    kinds.length === 0 ? (
      <NoValue>not chosen yet</NoValue>
    ) : (
      <span className="block max-w-40 truncate" title={kinds.map(labelKind).join(", ")}>
        {kinds.map(labelKind).join(", ")}
      </span>
    ),
  outcome: ({ orders, outcome }) =>
    outcome === null ? (
      <NoValue>none yet</NoValue>
    ) : (
      <span className="flex items-center gap-3">
        <span className="text-xs whitespace-nowrap text-muted">
          {orders > 0 ? formatNoun(orders, "order") : formatNoun(outcome.confirmed, "row set", "rows set")}
        </span>
        <OutcomeBar
          className="min-w-20 flex-1"
          sums={{
            ...outcome,
            requested: outcome.confirmed + outcome.failed + outcome.pending + outcome.unknown + outcome.skipped,
          }}
        />
      </span>
    ),
  person: ({ personName }) => (
    <span className="block max-w-28 truncate" title={personName ?? undefined}>
      {personName ?? "Tandem"}
    </span>
  ),
  created: ({ createdAt }) => <RelativeTime at={createdAt} />,
  kept: ({ keptUntil }) => <DateOnly at={keptUntil} />,
  delete: (row) => <DeleteUpload upload={row} />,
};

export function UploadsTable({ uploads, canWrite }: { uploads: readonly UploadRow[]; canWrite: boolean }) {
  return (
    <DataTable
      label="Uploads, newest first"
      columns={UPLOADS_TABLE}
      cells={CELLS}
      hidden={canWrite ? [] : ["delete"]}
      rows={uploads}
      keyOf={({ id }) => id}
      rowProps={(row) => ({ href: uploadHref(row) })}
      empty={
        <EmptyState
          icon={Upload}
          title="No upload matches these filters"
          actions={<ButtonLink href="/uploads">Clear all filters</ButtonLink>}
        >
          A reference matches from its beginning. Uploads are deleted when their time is over.
        </EmptyState>
      }
    />
  );
}
