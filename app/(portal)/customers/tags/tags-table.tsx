import { Tag } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { TagChip } from "@/components/numbers/label-chips";
import { ButtonLink } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import type { ShownColumn } from "@/lib/domain/table";
import { type TagRow, TAGS_TABLE } from "@/lib/domain/tags-table";
import { TagActions } from "./tag-actions";

const toCells = (denial: string | null): Record<ShownColumn<typeof TAGS_TABLE>, (row: TagRow) => ReactNode> => ({
  name: (tag) => <TagChip tag={tag} className="max-w-72" />,
  numbers: ({ id, numbers }) =>
    numbers === 0 ? (
      <span className="text-faint">0</span>
    ) : (
      <TextLink href={`/numbers?tag=${id}`}>{formatCount(numbers)}</TextLink>
    ),
  created: ({ createdAt, createdBy }) => (
    <span className="text-xs">
      <RelativeTime at={createdAt} />
      {createdBy && ` by ${createdBy}`}
    </span>
  ),
  actions: (tag) => <TagActions tag={tag} denial={denial} />,
});

export const TagsTable = ({
  rows,
  isFiltered,
  denial,
}: {
  rows: readonly TagRow[];
  isFiltered: boolean;
  /** Why this role cannot change tags, or null. */
  denial: string | null;
}) => (
  <DataTable
    label="Tags"
    columns={TAGS_TABLE}
    cells={toCells(denial)}
    rows={rows}
    keyOf={({ id }) => id}
    defaultSort="name"
    empty={
      isFiltered ? (
        <EmptyState
          icon={Tag}
          title="No tag matches"
          actions={<ButtonLink href="/customers/tags">Show all tags</ButtonLink>}
        >
          Names are matched anywhere.
        </EmptyState>
      ) : (
        <EmptyState icon={Tag} title="No tags yet" actions={<ButtonLink href="/numbers">Numbers</ButtonLink>}>
          Select numbers on their list and choose Add tag.
        </EmptyState>
      )
    }
  />
);
