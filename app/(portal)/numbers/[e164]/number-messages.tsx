import { OptOutSummary } from "@/components/numbers/opt-out-note";
import { Section } from "@/components/ui/card";
import type { AccountChoice } from "@/lib/domain/account-choice";
import type { OptOuts } from "@/lib/domain/opt-out";
import type { MessageView } from "@/lib/services/messages/list-messages";
import type { NumberStatus } from "@/lib/services/numbers/number-view";
import { isMessageMoving } from "@/lib/domain/message-state";
import { MessageList } from "../../messages/message-list";
import { SendMessageForm } from "../../messages/send-message-form";
import { CheckMessages } from "./check-messages";
import type { NumberRights } from "./number-rights";

/** Messages from and to the number; where an account can send from it, a form to send a test. Null where no account has messaging. */
export function NumberMessages({
  status,
  senders,
  messages,
  optOuts,
  rights,
}: {
  status: NumberStatus;
  /** The accounts through which the number can send. */
  senders: readonly AccountChoice[];
  messages: readonly MessageView[];
  /** Recipients who have stopped messages from it. */
  optOuts: OptOuts;
  rights: NumberRights;
}) {
  const able = status.accounts.filter((account) => account.isEnabled && account.capabilities.includes("messaging"));
  if (able.length === 0 && messages.length === 0) return null;
  const isAnyMoving = messages.some((message) => message.direction === "out" && isMessageMoving(message));
  return (
    <div id="messages" className="scroll-mt-24">
      <Section
        title="Messages"
        actions={isAnyMoving && <CheckMessages number={status.number} denial={rights.refresh} />}
      >
        <OptOutSummary optOuts={optOuts} />
        <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          {messages.length === 0 ? (
            <p className="text-sm text-muted">No message has been sent or received here.</p>
          ) : (
            <MessageList messages={messages} />
          )}
          {senders.length > 0 ? (
            <SendMessageForm from={status.number} title="Send a test message" accounts={senders} denial={rights.send} />
          ) : (
            <p className="text-sm text-muted">
              A message can be sent once the number is registered to an application
              {able[0] ? ` at ${able[0].carrierLabel}` : ""}.
            </p>
          )}
        </div>
      </Section>
    </div>
  );
}
