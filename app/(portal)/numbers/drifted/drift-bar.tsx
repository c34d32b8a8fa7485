"use client";

import { useState } from "react";
import type { Total } from "@/lib/domain/page";
import { SelectionBar, useSelection } from "@/components/data-table/selection";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { isRestorable } from "@/lib/domain/drift-rules";
import type { DriftChoice, DriftFilter, DriftRow } from "@/lib/domain/drift";
import { AcceptDialog } from "./accept-dialog";
import { RestoreDialog } from "./restore-dialog";
import type { Denials } from "./row-actions";

/** All that the filter matched at the page's moment. */
export type DriftMatching = { total: Total; filter: DriftFilter; until: string };

/** Whether all that matches is meant: possible once a whole page is selected and there is more. */
function useAllOf({ total, filter, until }: DriftMatching) {
  const selection = useSelection();
  const [wanted, setWanted] = useState(false);
  const ids = selection?.ids ?? [];
  const canTakeAll = ids.length > 0 && ids.every((id) => selection?.isSelected(id)) && total.count > ids.length;
  const isAll = wanted && canTakeAll;
  return {
    isAll,
    canTakeAll,
    toggle: () => setWanted(!isAll),
    choose: (selected: readonly string[]): DriftChoice => (isAll ? { filter, until } : { ids: [...selected] }),
    count: (selected: readonly string[]) => (isAll ? total.count : selected.length),
  };
}

const TakeAllButton = ({ all, total }: { all: ReturnType<typeof useAllOf>; total: Total }) =>
  all.canTakeAll && (
    <Button size="sm" onClick={all.toggle}>
      {all.isAll
        ? "Only those on this page"
        : `Select all ${formatCount(total.count)}${total.isExact ? "" : "+"} matching`}
    </Button>
  );

type Asking = { what: "accept" | "restore"; choice: DriftChoice; count: number };

export function DriftBar({
  rows,
  matching,
  denials,
}: {
  rows: readonly DriftRow[];
  matching: DriftMatching;
  denials: Denials;
}) {
  const all = useAllOf(matching);
  const selection = useSelection();
  const [asking, setAsking] = useState<Asking | null>(null);
  const isListed = ({ id, kind, facet }: DriftRow) =>
    selection?.isSelected(id) && (asking?.what === "accept" || isRestorable({ kind, facet }));
  const dialog = asking && {
    choice: asking.choice,
    count: asking.count,
    first: rows.filter(isListed).map(({ number }) => number),
    onClose: () => setAsking(null),
    onDone: () => selection?.clear(),
  };
  return (
    <>
      <SelectionBar text={all.isAll ? `All ${formatCount(matching.total.count)} matching` : undefined}>
        {(selected) => (
          <>
            <TakeAllButton all={all} total={matching.total} />
            <Button
              size="sm"
              disabledReason={denials.decide}
              onClick={() => setAsking({ what: "accept", choice: all.choose(selected), count: all.count(selected) })}
            >
              Accept…
            </Button>
            <Button
              size="sm"
              variant="primary"
              disabledReason={denials.order}
              onClick={() => setAsking({ what: "restore", choice: all.choose(selected), count: all.count(selected) })}
            >
              Restore…
            </Button>
          </>
        )}
      </SelectionBar>
      {dialog && asking.what === "accept" && <AcceptDialog {...dialog} />}
      {dialog && asking.what === "restore" && <RestoreDialog {...dialog} />}
    </>
  );
}
