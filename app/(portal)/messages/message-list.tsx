import { ArrowDownLeft, ArrowUpRight } from "lucide-react";
import { MessageStateBadge } from "@/components/numbers/service-badges";
import { RelativeTime } from "@/components/ui/time";
import { SET_ASIDE } from "@/lib/domain/set-aside";
import type { MessageView } from "@/lib/services/messages/list-messages";

/** Messages, newest first, with direction, state and the carrier's text. */
export function MessageList({ messages }: { messages: readonly MessageView[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {messages.map((message) => (
        <li key={message.id} className="flex flex-col gap-0.5 py-2.5 text-sm">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="flex items-center gap-1.5 text-muted">
              {message.direction === "in" ? (
                <ArrowDownLeft aria-hidden className="size-3.5" />
              ) : (
                <ArrowUpRight aria-hidden className="size-3.5" />
              )}
              {message.direction === "in" ? "from" : "to"} <span className="font-mono">{message.peer}</span>
            </span>
            <MessageStateBadge state={message.state} deliveryState={message.deliveryState} />
            {message.direction === "in" && message.received > 1 && (
              <span className="text-xs text-muted">received {message.received}×</span>
            )}
            <span className="ml-auto text-xs text-muted">
              <RelativeTime at={message.occurredAt} />
            </span>
          </div>
          <p className="break-words whitespace-pre-wrap text-ink">{message.body}</p>
          <MessageReason message={message} />
        </li>
      ))}
    </ul>
  );
}

/** Why a message failed, as the carrier wrote it; nothing where it did not. */
export function MessageReason({ message: { state, deliveryState, code, message } }: { message: MessageView }) {
  if (state === "unknown" && code === SET_ASIDE && message !== null)
    return <p className="text-xs text-unknown">{message}</p>;
  if (state === "unknown")
    return (
      <p className="text-xs text-unknown">
        The carrier&apos;s response was lost, so it may have been sent. It is not resent automatically; a receipt
        settles it.
      </p>
    );
  const hasFailed = state === "error" || deliveryState === "not-delivered";
  if (!hasFailed || (code === null && message === null)) return null;
  return (
    <p className="text-xs text-bad">
      {message ?? "The carrier gave no reason"}
      {code !== null && code !== SET_ASIDE && <span className="font-mono"> ({code})</span>}
    </p>
  );
}
