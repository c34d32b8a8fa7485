"use client";

import { useUrlState } from "@/components/data-table/use-url-state";
import { formatCount } from "@/components/ui/format";
import { TabLinks } from "@/components/ui/tabs";
import { ROW_STATES } from "@/lib/domain/uploads/upload";
import { countRows, ROW_STATE_LABELS } from "@/lib/domain/uploads/upload-labels";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import type { CheckFilter } from "./check-query";

/** Rows by state, each with its count. */
export function StateTabs({ upload: { counts }, filter }: { upload: UploadView; filter: CheckFilter }) {
  const { hrefFor } = useUrlState();
  const tabs = [
    { id: "all", label: "All rows", count: countRows(counts) },
    ...ROW_STATES.filter((state) => counts[state] > 0 || state === "problem").map((state) => ({
      id: state,
      label: ROW_STATE_LABELS[state].label,
      count: counts[state],
    })),
  ];
  const isOther = filter.code !== null || filter.verdict !== null;
  return (
    <TabLinks
      label="Rows by state"
      current={isOther ? "" : (filter.state ?? "all")}
      tabs={tabs.map(({ id, label, count }) => ({
        id,
        label,
        count: formatCount(count),
        href: hrefFor({ show: id, code: null, verdict: null }),
      }))}
    />
  );
}
