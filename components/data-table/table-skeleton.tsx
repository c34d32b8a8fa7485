import { listShown, type TableColumns } from "@/lib/domain/table";
import { Skeleton } from "../ui/skeleton";
import { SkeletonRows } from "./message-rows";

/** A table placeholder for `loading.tsx`: the table's own columns, or their count. */
export function TableSkeleton({ columns, rows = 12 }: { columns: number | TableColumns<never>; rows?: number }) {
  const labels =
    typeof columns === "number"
      ? Array.from({ length: columns }, () => null)
      : listShown(columns)
          .filter((name) => !columns[name]?.isOptional)
          .map((name) => (columns[name]?.isLabelHidden ? "" : columns[name]?.label));
  return (
    <div aria-busy className="overflow-hidden border-y border-line">
      <p className="sr-only">Loading</p>
      <table aria-hidden className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {labels.map((label, column) => (
              <td
                key={column}
                className="h-8 border-b border-line px-3 text-xs font-medium whitespace-nowrap text-muted"
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
