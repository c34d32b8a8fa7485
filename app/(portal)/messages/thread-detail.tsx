import { MessagesSquare } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { listMessages } from "@/lib/services/messages/list-messages";
import { listSenders } from "@/lib/services/messages/list-senders";
import { SendMessageForm } from "./send-message-form";
import { ThreadPanel } from "./thread-panel";

/** The chosen thread; a form for a new one; or what to choose. */
export async function ThreadDetail({
  ctx,
  thread,
  denial,
}: {
  ctx: Context;
  thread: string | null;
  denial: string | null;
}) {
  const [spelling = "", peer = ""] = thread?.split("~") ?? [];
  const parsed = parsePhoneNumber(spelling);
  if (parsed.ok && peer !== "") {
    const [messages, senders] = await Promise.all([
      listMessages(ctx, parsed.number, { peer }),
      listSenders(ctx, { number: parsed.number }),
    ]);
    return <ThreadPanel number={parsed.number} peer={peer} messages={messages} senders={senders} denial={denial} />;
  }
  if (thread !== "new") return <EmptyState icon={MessagesSquare} title="Choose a thread, or write a new message" />;
  const senders = await listSenders(ctx);
  if (senders.length === 0)
    return (
      <EmptyState
        icon={MessagesSquare}
        title="No number is registered yet"
        actions={<ButtonLink href="/import">Import numbers</ButtonLink>}
      >
        A message can be sent from a number that is imported and registered to an application.
      </EmptyState>
    );
  const accounts = new Map(senders.map(({ account }) => [account.id, account]));
  return (
    <Section title="New message">
      <SendMessageForm
        numbers={[...new Set(senders.map(({ number }) => number))]}
        accounts={[...accounts.values()]}
        denial={denial}
      />
    </Section>
  );
}
