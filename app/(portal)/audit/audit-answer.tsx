import { formatCount, formatNoun } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/time";
import type { AuditPage } from "@/lib/services/audit/list-audit";

/** The log in one line. */
export function AuditAnswer({
  page,
  isFiltered,
  isLatest,
}: {
  page: AuditPage;
  isFiltered: boolean;
  isLatest: boolean;
}) {
  const { count, isExact } = page.total;
  if (count === 0) return isFiltered ? "No event matches" : "No events yet";
  const [latest] = page.events;
  return (
    <>
      {isExact ? formatNoun(count, "event") : `${formatCount(count)}+ events`}
      {isFiltered && (count === 1 ? " matches" : " match")}
      {isLatest && latest && (
        <>
          , the latest <RelativeTime at={latest.at} />
        </>
      )}
    </>
  );
}
