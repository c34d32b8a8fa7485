import { Skeleton } from "../ui/skeleton";
import { SkeletonRows } from "./message-rows";

/** A table placeholder for `loading.tsx`. */
export function TableSkeleton({ columns, rows = 12 }: { columns: number; rows?: number }) {
  return (
    <div aria-busy className="overflow-hidden rounded-lg border border-line bg-surface">
      <p className="sr-only">Loading</p>
      <table aria-hidden className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {Array.from({ length: columns }, (_, column) => (
              <td key={column} className="h-8 border-b border-line bg-sunken px-3">
                <Skeleton className="h-2.5 w-14" />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          <SkeletonRows columns={columns} rows={rows} />
        </tbody>
      </table>
    </div>
  );
}
