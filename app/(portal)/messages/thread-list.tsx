import { ArrowDownLeft, ArrowUpRight, Ban } from "lucide-react";
import { RouteLink } from "@/components/ui/route-link";
import { MessageStateBadge } from "@/components/numbers/service-badges";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { RelativeTime } from "@/components/ui/time";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import type { ThreadView } from "@/lib/services/messages/message-view";

/** Formats a peer's number; a short code stays as is. */
export function spellPeer(peer: string): string {
  const parsed = parsePhoneNumber(peer);
  return parsed.ok ? formatNational(parsed.number) : peer;
}

/** `hrefFor` keeps the page's filters. */
export function ThreadList({
  threads,
  chosen,
  hrefFor,
}: {
  threads: readonly ThreadView[];
  chosen: string | null;
  hrefFor: (thread: string) => string;
}) {
  return (
    <ul aria-label="Threads" className="divide-y divide-line border-y border-line">
      {threads.map((thread) => {
        const id = `${thread.number}~${thread.peer}`;
        const Icon = thread.direction === "in" ? ArrowDownLeft : ArrowUpRight;
        return (
          <li key={id} className={cx("relative px-2 py-2.5", id === chosen ? "bg-accent-soft" : "hover:bg-hover")}>
            <div className="flex items-center gap-2 text-sm">
              <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
              <RouteLink
                href={hrefFor(id)}
                aria-current={id === chosen ? "true" : undefined}
                className="truncate font-mono text-ink after:absolute after:inset-0"
              >
                {spellPeer(thread.peer)}
              </RouteLink>
              <span className="relative ml-auto text-xs text-muted">
                <RelativeTime at={thread.occurredAt} />
              </span>
            </div>
            <p className="truncate text-sm text-muted">{thread.body}</p>
            <p className="flex items-center justify-between gap-2 text-xs text-muted">
              <span>
                at <span className="font-mono">{formatNational(thread.number)}</span>
              </span>
              {thread.isOptedOut ? (
                <Badge tone="bad" icon={Ban}>
                  Opted out
                </Badge>
              ) : (
                <MessageStateBadge state={thread.state} deliveryState={thread.deliveryState} />
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
