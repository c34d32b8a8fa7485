import { TabLinks } from "@/components/ui/tabs";
import { formatCount } from "@/components/ui/format";
import { NUMBER_VIEW_LABELS, NUMBER_VIEWS, type NumberListView } from "@/lib/domain/number-list-view";
import type { Counted } from "@/lib/services/numbers/number-scan";

type Tab = NumberListView | "ours" | "matrix" | null;

/** The ways to look at all numbers. `counts`: of the views that are exceptions; a zero is left out. */
export function NumbersTabs({
  current,
  counts = {},
}: {
  current: Tab;
  counts?: Partial<Record<NumberListView, Counted>>;
}) {
  const spell = (counted: Counted | undefined) =>
    counted && counted.count > 0 ? `${formatCount(counted.count)}${counted.isExact ? "" : "+"}` : undefined;
  return (
    <TabLinks
      label="Numbers"
      tabs={[
        { id: "ours", href: "/numbers", label: "Ours" },
        ...NUMBER_VIEWS.map((view) => ({
          id: view,
          href: `/numbers?view=${view}`,
          label: NUMBER_VIEW_LABELS[view].label,
          count: spell(counts[view]),
        })),
        { id: "matrix", href: "/numbers/matrix", label: "Import progress" },
      ]}
      current={current ?? ""}
    />
  );
}
