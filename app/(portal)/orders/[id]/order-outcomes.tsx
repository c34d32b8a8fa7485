"use client";

import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { Section } from "@/components/ui/card";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import { EXPLANATIONS } from "../order-words";
import { LeftOutBanner } from "./left-out-banner";
import type { OrderRights } from "./order-rights";
import { OutcomeGroupCard } from "./outcome-group-card";
import { useRetry } from "./use-retry";

/** What became of the numbers, grouped by state and cause; what wants a person comes first. */
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
  // What to expect, and why something is as it is: nobody asks once all went well, save where no carrier tells so.
  const isAllWell = order.status === "COMPLETE" && order.kind !== "purchase";
  const notes = isAllWell
    ? []
    : [EXPLANATIONS[order.kind], order.note].filter((note) => note !== undefined && note !== null);
  return (
    <Section title="Outcomes by cause" description="The carrier's own code and words, what they mean, and what to do.">
      {notes.length > 0 && (
        <PageBanner>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </PageBanner>
      )}
      {retry.failure && <FailureBanner failure={retry.failure} />}
      {retry.placed && <LeftOutBanner child={retry.placed} />}
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {groups.map((group) => (
          <OutcomeGroupCard key={group.cause} order={order} group={group} rights={rights} retry={retry} />
        ))}
      </ul>
    </Section>
  );
}
