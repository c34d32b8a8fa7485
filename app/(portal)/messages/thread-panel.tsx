import { TelephoneNumber } from "@/components/number";
import { OptOutNote } from "@/components/numbers/opt-out-note";
import { Section } from "@/components/ui/card";
import { Card } from "@/components/ui/card";
import type { OptOut } from "@/lib/domain/opt-out";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { MessageView } from "@/lib/services/messages/list-messages";
import type { Sender } from "@/lib/services/messages/message-view";
import { MessageList } from "./message-list";
import { SendMessageForm } from "./send-message-form";
import { spellPeer } from "./thread-list";

/** One conversation, newest first, with a reply form. */
export function ThreadPanel({
  number,
  peer,
  messages,
  senders,
  optOut,
  denial,
}: {
  number: PhoneNumber;
  peer: string;
  messages: readonly MessageView[];
  senders: readonly Sender[];
  optOut: OptOut | null;
  denial: string | null;
}) {
  return (
    <Section
      title={<span className="font-mono">{spellPeer(peer)}</span>}
      description={
        <>
          with our number <TelephoneNumber e164={number} isLink />
        </>
      }
    >
      {optOut && <OptOutNote optOut={optOut} />}
      {senders.length > 0 ? (
        <SendMessageForm
          key={`${number}~${peer}`}
          from={number}
          to={peer}
          accounts={senders.map(({ account }) => account)}
          title="Reply"
          denial={denial}
        />
      ) : (
        <Card className="text-sm text-muted">
          This number is not registered to an application, so it cannot reply from here.
        </Card>
      )}
      {messages.length > 0 && <MessageList messages={messages} />}
    </Section>
  );
}
