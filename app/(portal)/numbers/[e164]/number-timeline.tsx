import { Section } from "@/components/ui/card";
import { ButtonLink } from "@/components/ui/button";
import { TextLink } from "@/components/ui/link";
import { cx } from "@/components/ui/cx";
import { RouteLink } from "@/components/ui/route-link";
import { RelativeTime } from "@/components/ui/time";
import { TIMELINE_LABELS, TIMELINE_TOPICS } from "@/lib/domain/timeline";
import type { NumberEventView } from "@/lib/services/numbers/list-number-events";
import { EvidenceLink } from "./evidence-link";
import { hrefTimeline, showMore, showTopic, type ShownTimeline } from "./timeline-size";

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
  shown: ShownTimeline;
}) {
  return (
    <Section title="Timeline">
      {(events.length > 0 || shown.topic !== null) && (
        <nav aria-label="What the timeline shows" className="flex flex-wrap gap-1.5">
          {[null, ...TIMELINE_TOPICS].map((topic) => (
            <RouteLink
              key={topic ?? "all"}
              href={hrefTimeline(number, showTopic(topic))}
              scroll={false}
              aria-current={topic === shown.topic ? "true" : undefined}
              className={cx(
                "flex h-7 items-center rounded-full border px-2.5 text-xs font-medium max-sm:h-10 max-sm:px-3",
                topic === shown.topic
                  ? "border-accent bg-accent-soft text-accent-strong"
                  : "border-line text-muted hover:bg-hover hover:text-ink",
              )}
            >
              {topic === null ? "All" : TIMELINE_LABELS[topic]}
            </RouteLink>
          ))}
        </nav>
      )}
      {events.length === 0 ? (
        <p className="text-sm text-muted">
          {shown.topic === null
            ? "Nothing has happened to this number here."
            : `Nothing about ${TIMELINE_LABELS[shown.topic].toLowerCase()} has happened here.`}
        </p>
      ) : (
        <ol className="divide-y divide-line border-y border-line">
          {events.map((event) => (
            <li key={event.id} className="grid gap-x-4 gap-y-0.5 py-2 text-sm sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
              <span className="text-xs leading-5 text-muted">
                <RelativeTime at={event.at} />
              </span>
              <div className="min-w-0">
                <p className={cx("[overflow-wrap:anywhere]", event.isBad ? "text-bad" : "text-ink")}>
                  {event.message}
                  {event.before !== null && <span className="text-faint"> (was {event.before})</span>}
                </p>
                <p className="text-xs text-muted">
                  {[
                    event.carrierLabel,
                    event.person ?? (event.topic === "messages" ? null : "Tandem"),
                    event.order?.reason && `“${event.order.reason}”`,
                  ]
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
        <ButtonLink className="self-start" scroll={false} href={hrefTimeline(number, showMore(shown))}>
          Earlier entries
        </ButtonLink>
      )}
    </Section>
  );
}
