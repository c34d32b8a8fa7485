import { ListChecks } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import type { LookupItem } from "@/lib/domain/lookup-view";
import { LOOKUPS_TABLE } from "@/lib/domain/lookups-table";
import type { ShownColumn } from "@/lib/domain/table";

const CELLS: Record<ShownColumn<typeof LOOKUPS_TABLE>, (row: LookupItem) => ReactNode> = {
  name: ({ id, name, isAsking }) => (
    <span className="flex items-baseline gap-2">
      <TextLink href={`/lookup/${id}`} className="block max-w-96 min-w-0 truncate" title={name}>
        {name}
      </TextLink>
      {isAsking && <span className="text-xs text-pending">asking</span>}
    </span>
  ),
  numbers: ({ counts }) => <span className="tabular-nums">{formatCount(counts.valid)}</span>,
  left: ({ counts }) => <span className="tabular-nums">{formatCount(counts.duplicate + counts.invalid)}</span>,
  answers: ({ answers }) => <span className="tabular-nums">{answers}</span>,
  person: ({ person }) => (
    <span className="block max-w-28 truncate" title={person ?? undefined}>
      {person ?? "Tandem"}
    </span>
  ),
  created: ({ createdAt }) => <RelativeTime at={createdAt} />,
};

export const LookupsTable = ({ lookups }: { lookups: readonly LookupItem[] }) => (
  <DataTable
    label="Lookups, newest first"
    columns={LOOKUPS_TABLE}
    cells={CELLS}
    rows={lookups}
    keyOf={({ id }) => id}
    rowProps={({ id }) => ({ href: `/lookup/${id}` })}
    empty={
      <EmptyState
        icon={ListChecks}
        title="No lookup has such a name"
        actions={<ButtonLink href="/lookup">All lookups</ButtonLink>}
      >
        A lookup is named after its file, the subject of the e-mail, or how many numbers it has.
      </EmptyState>
    }
  />
);
