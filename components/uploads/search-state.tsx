import type { TextSearch } from "@/lib/domain/uploads/upload-view";
import { formatCount, formatNoun } from "../ui/format";
import { Spinner } from "../ui/spinner";

/** How many rows have the text, as far as they were looked at. */
export function SearchState({ total, search }: { total: number; search: TextSearch | null }) {
  if (search === null) return null;
  const { searched, rows, isCapped } = search;
  const isDone = searched >= rows;
  return (
    <p role="status" className="flex items-center gap-1.5 text-xs text-muted tabular-nums">
      {!isDone && <Spinner />}
      <span>
        {isCapped ? `${formatCount(total)}+ matches` : formatNoun(total, "match", "matches")}
        {!isDone && ` in the first ${formatCount(searched)} of ${formatCount(rows)} rows`}
        {isCapped && ": type more to narrow them down"}
      </span>
    </p>
  );
}
