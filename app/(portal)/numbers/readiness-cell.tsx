"use client";

import { StateBadge } from "@/components/ui/state-badge";
import { RelativeTime } from "@/components/ui/time";
import { useNow } from "@/components/ui/use-now";
import { judgeInbound, SILENT_AFTER_DAYS } from "@/lib/domain/message-state";
import type { Tone } from "@/lib/domain/service-state";
import type { ReadinessStep, ReadinessSummary, ServiceView } from "@/lib/services/numbers/number-view";

const TONES = {
  done: "good",
  pending: "pending",
  missing: "neutral",
  failed: "bad",
  unknown: "unknown",
} as const satisfies Record<ReadinessStep["state"], Tone>;
const WORDS = {
  done: "done",
  pending: "under way",
  missing: "missing",
  failed: "failed",
  unknown: "not known",
} as const satisfies Record<ReadinessStep["state"], string>;

/** The furthest step reached, and the first one that is not. */
export function ReadinessCell({ readiness: { reached, next } }: { readiness: ReadinessSummary }) {
  if (reached === null && next === null) return <span className="text-faint">–</span>;
  return (
    <span className="flex items-center gap-3">
      {reached && <StateBadge tone="good" label={next ? reached.label : "Ready"} raw={reached.detail} look="plain" />}
      {next && (
        <StateBadge
          tone={TONES[next.state]}
          label={`${next.label}: ${WORDS[next.state]}`}
          raw={next.detail}
          look="plain"
        />
      )}
    </span>
  );
}

/** How the inbound side of a registered number does. */
export function InboundCell({
  services,
  lastInboundAt,
}: {
  services: readonly ServiceView[];
  lastInboundAt: string | null;
}) {
  const now = useNow();
  const isExpected = services.some(({ registrationState }) => registrationState === "registered");
  if (lastInboundAt === null)
    return isExpected ? (
      <StateBadge tone="neutral" label="Never" look="plain" />
    ) : (
      <span className="text-faint">–</span>
    );
  return (
    <span className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted">
      {judgeInbound(lastInboundAt, new Date(now)) === "silent" && (
        <StateBadge
          tone="unknown"
          label="Silent"
          raw={`Nothing for more than ${SILENT_AFTER_DAYS} days`}
          look="plain"
        />
      )}
      <RelativeTime at={lastInboundAt} />
    </span>
  );
}
