"use client";

import { ListChecks } from "lucide-react";
import { useState } from "react";
import type { Total } from "@/lib/domain/page";
import { useSelection } from "@/components/data-table/selection";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { phoneNumber } from "@/lib/domain/phone-number";
import { OrderSelection } from "../uploads/order-selection";

/** All numbers of the filters: how many, the address of the list, and its filters for people. */
export type Matching = { total: Total; query: string; title: string };

/** Whether all numbers of the filters are taken: possible once a whole page is selected and there are more. */
export function useAllMatching(matching: Matching | null) {
  const selection = useSelection();
  const [isAll, setIsAll] = useState(false);
  const ids = selection?.ids ?? [];
  const isWholePage = ids.length > 0 && ids.every((id) => selection?.isSelected(id));
  const canTakeAll = matching !== null && isWholePage && matching.total.count > ids.length;
  return { isAll: isAll && canTakeAll, canTakeAll, setIsAll };
}

export const formatTotal = ({ total }: Matching) => `${formatCount(total.count)}${total.isExact ? "" : "+"}`;

export const describeAll = (matching: Matching) => `All ${formatTotal(matching)} matching selected`;

/** Takes all numbers of the filters in place of the selected ones, and orders either as one frozen list. */
export function SelectMatching({
  matching,
  all: { isAll, canTakeAll, setIsAll },
  selected,
  denial,
}: {
  matching: Matching;
  all: ReturnType<typeof useAllMatching>;
  selected: readonly string[];
  denial: string | null;
}) {
  return (
    <>
      {canTakeAll && (
        <Button size="sm" icon={isAll ? null : <ListChecks aria-hidden />} onClick={() => setIsAll(!isAll)}>
          {isAll
            ? `Only the ${formatCount(selected.length)} on this page`
            : `Select all ${formatTotal(matching)} matching`}
        </Button>
      )}
      <OrderSelection
        label={isAll ? `Order all ${formatTotal(matching)}…` : "Order…"}
        variant={isAll ? "primary" : "secondary"}
        denial={denial}
        selection={
          isAll
            ? { name: matching.title.slice(0, 300), source: { list: "numbers", query: matching.query } }
            : {
                name: formatNoun(selected.length, "selected number"),
                source: { list: "given", numbers: selected.map((id) => phoneNumber.parse(id)) },
              }
        }
      />
    </>
  );
}
