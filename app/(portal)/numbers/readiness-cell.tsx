"use client";

import { ChevronRight } from "lucide-react";
import { RouteLink } from "@/components/ui/route-link";
import { useRouter } from "next/navigation";
import { handOverNumbers } from "@/components/number-input/draft-store";
import { NotKnown, NoValue } from "@/components/ui/no-value";
import { StateBadge } from "@/components/ui/state-badge";
import { Tooltip } from "@/components/ui/tooltip";
import { RelativeTime } from "@/components/ui/time";
import { useNow } from "@/components/ui/use-now";
import { STATES } from "@/lib/domain/labels";
import { evaluateInbound } from "@/lib/domain/message-state";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import type { ReadinessSummary } from "@/lib/domain/readiness-step";
import { toStepHref } from "./next-step";

/** The step to take care of: a click leads to the number's page, which asks for it at once. */
export function ReadinessCell({
  number,
  readiness: { reached, next },
}: {
  number: PhoneNumber;
  readiness: ReadinessSummary;
}) {
  if (next === null) return reached === null ? <NotKnown /> : <NoValue />;
  return next.state === "pending" ? <StepBadge step={next} /> : <ToStep number={number} step={next} />;
}

type Step = NonNullable<ReadinessSummary["next"]>;

const StepBadge = ({ step, raw = step.detail }: { step: Step; raw?: string | null }) => (
  <StateBadge
    tone={STATES.step[step.state].tone}
    label={`${step.label}: ${STATES.step[step.state].label}`}
    raw={raw}
    look="plain"
  />
);

function ToStep({ number, step }: { number: PhoneNumber; step: Step }) {
  const router = useRouter();
  return (
    <Tooltip content={<span className="font-mono">{step.detail}</span>}>
      <RouteLink
        href={toStepHref(number, step.id)}
        aria-label={`${step.label}: ${STATES.step[step.state].label}, next step of ${formatNational(number)}`}
        onClick={(event) => {
          // Only its form shows whether a campaign has room and which numbers would move.
          if (step.id !== "campaign" || event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          router.push(handOverNumbers("campaign-assign", [number]));
        }}
        className="-mx-1.5 flex items-center gap-0.5 rounded-sm px-1.5 py-0.5 hover:bg-hover"
      >
        <StepBadge step={step} raw={null} />
        <ChevronRight aria-hidden className="size-3.5 shrink-0 text-muted" />
      </RouteLink>
    </Tooltip>
  );
}

/** How the inbound side of a number does. `isExpected`: it is registered, so that texts can reach it. */
export function InboundCell({
  isExpected,
  lastInboundAt,
  silentDays,
}: {
  isExpected: boolean;
  lastInboundAt: string | null;
  silentDays: number;
}) {
  const now = useNow();
  if (lastInboundAt === null)
    return isExpected ? <StateBadge tone="neutral" label="Never" look="plain" /> : <NoValue />;
  return (
    <span className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted">
      {evaluateInbound(lastInboundAt, new Date(now), silentDays) === "silent" && (
        <StateBadge
          tone="unknown"
          label="Silent"
          raw={`Nothing for more than ${silentDays} ${silentDays === 1 ? "day" : "days"}`}
          look="plain"
        />
      )}
      <RelativeTime at={lastInboundAt} />
    </span>
  );
}
