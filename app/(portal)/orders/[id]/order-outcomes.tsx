"use client";

import { FailureBanner } from "@/components/feedback/failure-banner";
import { Section } from "@/components/ui/card";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import { LeftOutBanner } from "./left-out-banner";
import type { OrderRights } from "./order-rights";
import { OutcomeGroupCard } from "./outcome-group-card";
import { useRetry } from "./use-retry";

/** The results of the numbers, grouped by state and cause; what needs a person comes first. */
export function OrderOutcomes({
  order,
  groups,
  rights,
}: {
  order: OrderHead;
  groups: readonly OutcomeGroup[];
  rights: OrderRights;
}) {
  const retry = useRetry(order);
  // Notes explain what went wrong or what to expect: after a complete success only those of some kinds matter.
  const { outcomeNote, keepsNotes } = ORDER_KINDS[order.kind];
  const notes =
    order.status === "COMPLETE" && !keepsNotes ? [] : [outcomeNote, order.note].filter((note) => note !== null);
  return (
    <Section title="Outcomes by cause">
      {notes.length > 0 && (
        <div className="max-w-[100ch] text-sm text-muted">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      {retry.failure && <FailureBanner failure={retry.failure} />}
      {retry.placed && <LeftOutBanner child={retry.placed} />}
      <ul className="divide-y divide-line border-y border-line">
        {groups.map((group) => (
          <OutcomeGroupCard key={group.cause} order={order} group={group} rights={rights} retry={retry} />
        ))}
      </ul>
    </Section>
  );
}
