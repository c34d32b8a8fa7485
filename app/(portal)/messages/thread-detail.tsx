import { MessagesSquare } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import type { ThreadChoice } from "@/lib/services/messages/read-messages-page";
import { SendMessageForm } from "./send-message-form";
import { ThreadPanel } from "./thread-panel";

/** The chosen thread, the form for a new one, or a hint to choose one. */
export function ThreadDetail({ choice, denial }: { choice: ThreadChoice; denial: string | null }) {
  if (choice.type === "thread") return <ThreadPanel {...choice} denial={denial} />;
  if (choice.type === "none")
    return <EmptyState icon={MessagesSquare} title="Choose a thread or write a new message" />;
  const { senders } = choice;
  if (senders.length === 0)
    return (
      <EmptyState
        icon={MessagesSquare}
        title="No registered numbers yet"
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
