"use client";

import { memo } from "react";
import { Row } from "@/components/data-table/row";
import { useSelection } from "@/components/data-table/selection";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { MeasuredRow, NumberGroup } from "./group-numbers";

/** The head of one exchange within the result; its numbers can be picked as a whole. */
export const GroupRow = memo(function GroupRow({
  group,
  inCart,
  columns,
  ...measured
}: MeasuredRow & {
  group: NumberGroup;
  inCart: ReadonlySet<PhoneNumber>;
  columns: number;
}) {
  const selection = useSelection();
  const { exchange, rows, longestRun } = group;
  const free = rows.flatMap(({ number, held }) => (held === null && !inCart.has(number) ? [number] : []));
  const place = [rows[0]?.rateCenter, rows[0]?.state].filter(Boolean).join(", ");
  const name = `${exchange.slice(0, 3)}-${exchange.slice(3)}`;
  return (
    <Row {...measured}>
      <th scope="rowgroup" colSpan={columns} className="border-b border-line bg-sunken px-3 text-left font-normal">
        <span className="flex items-center gap-3">
          <span className="font-mono font-semibold text-ink">{name}</span>
          <span className="text-muted">
            {place}
            {place && ": "}
            {formatNoun(rows.length, "number")}
            {longestRun > 1 && `, up to ${formatCount(longestRun)} in a row`}
          </span>
          {free.length > 0 && (
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Pick ${formatNoun(free.length, "number")} of ${name}`}
              onClick={() => selection?.add(free)}
            >
              Pick {formatCount(free.length)}
            </Button>
          )}
        </span>
      </th>
    </Row>
  );
});
