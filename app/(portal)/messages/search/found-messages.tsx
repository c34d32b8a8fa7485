import { ArrowDownLeft, ArrowUpRight } from "lucide-react";
import { MessageStateBadge } from "@/components/numbers/service-badges";
import { TelephoneNumber } from "@/components/number";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import type { FoundMessage } from "@/lib/services/messages/search-messages";
import { MessageReason } from "../message-list";
import { spellPeer } from "../thread-list";

export function FoundMessages({ rows }: { rows: readonly FoundMessage[] }) {
  return (
    <ul aria-label="Messages found" className="divide-y divide-line border-y border-line">
      {rows.map((message) => {
        const Icon = message.direction === "in" ? ArrowDownLeft : ArrowUpRight;
        const thread = encodeURIComponent(`${message.number}~${message.peer}`);
        return (
          <li key={message.id} className="flex flex-col gap-0.5 py-2.5 text-sm">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
              <Icon aria-hidden className="size-3.5" />
              <TelephoneNumber e164={message.number} isLink />
              {message.direction === "in" ? "from" : "to"}
              <TextLink href={`/messages?thread=${thread}`} className="font-mono">
                {spellPeer(message.peer)}
              </TextLink>
              <MessageStateBadge state={message.state} deliveryState={message.deliveryState} />
              <span className="ml-auto text-xs">
                <RelativeTime at={message.occurredAt} />
              </span>
            </div>
            <p className="break-words whitespace-pre-wrap text-ink">{message.body}</p>
            <MessageReason message={message} />
          </li>
        );
      })}
    </ul>
  );
}
