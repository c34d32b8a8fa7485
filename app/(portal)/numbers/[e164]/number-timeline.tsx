import { Section } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import type { NumberEventView } from "@/lib/services/numbers/list-number-events";
import { EvidenceLink } from "./evidence-link";
import { TIMELINE_STEP } from "./timeline-size";

/** The number's life, newest first: what happened, who asked, why, and the call behind it. */
export function NumberTimeline({
  number,
  events,
  hasMore,
  shown,
}: {
  number: string;
  events: readonly NumberEventView[];
  hasMore: boolean;
  shown: number;
}) {
  return (
    <Section title="Timeline">
      {events.length === 0 ? (
        <p className="text-sm text-muted">Nothing has happened to this number here.</p>
      ) : (
        <ol className="divide-y divide-line border-y border-line">
          {events.map((event) => (
            <li key={event.id} className="grid gap-x-4 gap-y-0.5 py-2 text-sm sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
              <span className="text-xs leading-5 text-muted">
                <RelativeTime at={event.at} />
              </span>
              <div className="min-w-0">
                <p className={event.kind === "failed" ? "text-bad" : "text-ink"}>
                  {event.message}
                  {event.before !== null && <span className="text-faint"> (was {event.before})</span>}
                </p>
                <p className="text-xs text-muted">
                  {[event.carrierLabel, event.person ?? "Tandem", event.order?.reason && `“${event.order.reason}”`]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              <span className="flex items-start gap-3 text-xs leading-5">
                {event.order && (
                  <TextLink href={`/orders/${event.order.ref}`} className="font-mono">
                    {event.order.ref}
                  </TextLink>
                )}
                <EvidenceLink callId={event.callId} of={event.message} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {hasMore && (
        <ButtonLink
          className="self-start"
          scroll={false}
          href={`/numbers/${encodeURIComponent(number)}?timeline=${shown + 3 * TIMELINE_STEP}`}
        >
          Earlier entries
        </ButtonLink>
      )}
    </Section>
  );
}
