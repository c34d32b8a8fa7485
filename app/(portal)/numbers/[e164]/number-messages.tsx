import { ArrowDownLeft, ArrowUpRight } from "lucide-react";
import { MessageStateBadge } from "@/components/numbers/service-badges";
import { Card, Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { MessageView } from "@/lib/services/messages/list-messages";
import type { NumberStatus } from "@/lib/services/numbers/number-view";
import { CheckMessages } from "./check-messages";
import type { NumberRights } from "./number-rights";
import { SendTest } from "./send-test";

/** Messages from and to the number; where an account can send from it, a form to send a test. Null where no account has messaging. */
export function NumberMessages({
  status,
  messages,
  rights,
}: {
  status: NumberStatus;
  messages: readonly MessageView[];
  rights: NumberRights;
}) {
  const able = status.accounts.filter((account) => account.isEnabled && account.capabilities.includes("messaging"));
  const senders = able.filter((account) => account.service?.registrationState === "registered");
  if (able.length === 0 && messages.length === 0) return null;
  const isAnyMoving = messages.some(({ direction, state }) => direction === "out" && /^(queued|sending)$/.test(state));
  return (
    <div id="messages" className="scroll-mt-24">
      <Section
        title="Messages"
        actions={isAnyMoving && <CheckMessages number={status.number} denial={rights.refresh} />}
      >
        <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          {messages.length === 0 ? (
            <Card className="text-sm text-muted">No message has been sent or received here.</Card>
          ) : (
            <MessageList messages={messages} />
          )}
          {senders.length > 0 ? (
            <SendTest
              number={status.number}
              accounts={senders.map(({ id, name }) => ({ id, name }))}
              denial={rights.send}
            />
          ) : (
            <Card className="text-sm text-muted">
              A message can be sent once the number is registered to an application
              {able[0] ? ` at ${able[0].carrierLabel}` : ""}.
            </Card>
          )}
        </div>
      </Section>
    </div>
  );
}

function MessageList({ messages }: { messages: readonly MessageView[] }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {messages.map((message) => (
        <li key={message.id} className="flex flex-col gap-0.5 px-4 py-2 text-sm">
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
            {message.received > 1 && (
              <span className="text-xs text-faint">delivered {message.received} times, shown once</span>
            )}
            <span className="ml-auto text-xs text-muted">
              <RelativeTime at={message.occurredAt} />
            </span>
          </div>
          <p className="break-words whitespace-pre-wrap text-ink">{message.body}</p>
          {message.state === "unknown" && (
            <p className="text-xs text-unknown">
              The carrier&apos;s answer was lost: it may have been sent. Nothing sends it again by itself.
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
