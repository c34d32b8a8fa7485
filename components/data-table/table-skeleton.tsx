import { listShown, type TableColumns } from "@/lib/domain/table";
import { Skeleton } from "../ui/skeleton";
import { SkeletonRows } from "./message-rows";

/** A whole table in waiting, for a `loading.tsx`: a table's own columns, or so many. */
export function TableSkeleton({ columns, rows = 12 }: { columns: number | TableColumns<never>; rows?: number }) {
  const labels =
    typeof columns === "number"
      ? Array.from({ length: columns }, () => null)
      : listShown(columns).map((name) => (columns[name]?.isLabelHidden ? "" : columns[name]?.label));
  return (
    <div aria-busy className="overflow-hidden rounded-lg border border-line bg-surface">
      <p className="sr-only">Loading</p>
      <table aria-hidden className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {labels.map((label, column) => (
              <td
                key={column}
                className="h-8 border-b border-line bg-sunken px-3 text-xs font-medium whitespace-nowrap text-muted"
              >
                {label ?? <Skeleton className="h-2.5 w-14" />}
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          <SkeletonRows columns={labels.length} rows={rows} />
        </tbody>
      </table>
    </div>
  );
}
