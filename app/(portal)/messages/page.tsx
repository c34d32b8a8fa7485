import type { Metadata } from "next";
import { MessagesSquare } from "lucide-react";
import { FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { formatCount } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import type { AnswerPart } from "@/lib/domain/answer";
import { type DeliveryCounts, describeDelivery } from "@/lib/domain/delivery";
import { can, explainDenial, type Permission } from "@/lib/domain/permissions";
import { readQuery } from "@/lib/domain/read-query";
import { threadQuery } from "@/lib/services/messages/list-threads";
import { readMessagesPage } from "@/lib/services/messages/read-messages-page";
import { LiveMessages } from "./live-messages";
import { MessageTabs } from "./message-tabs";
import { Quarantine } from "./quarantine";
import { ThreadDetail } from "./thread-detail";
import { ThreadList } from "./thread-list";
import { toMessagesHref } from "./to-messages-href";

export const metadata: Metadata = { title: "Messages" };

const ONLY = [
  { value: "in", label: "Last message received" },
  { value: "out", label: "Last message sent" },
  { value: "failed", label: "Last message failed" },
  { value: "unknown", label: "Result unknown" },
];

/** What was sent today, and what could not be taken in. */
const describeMessages = (today: DeliveryCounts, kept: number): AnswerPart[] => [
  ...describeDelivery(today).map((part, index) => (index === 0 ? { ...part, text: `${part.text} today` } : part)),
  ...(kept > 0 ? [{ text: `${formatCount(kept)} in quarantine`, tone: "unknown" } as const] : []),
];

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MessagesPage({ searchParams }: Props) {
  const query = readQuery(threadQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const deny = (permission: Permission) => (can(ctx.actor.role, permission) ? null : explainDenial(permission));
  const { at, version, kept, today, shown } = await readMessagesPage(ctx, query);
  const head = (
    <>
      <AnswerHeader
        title="Messages"
        answer={<Answer parts={describeMessages(today, kept)} />}
        actions={<ButtonLink href={toMessagesHref(query, { thread: "new" })}>New message</ButtonLink>}
      />
      <MessageTabs current={query.view} kept={kept} />
      <LiveMessages version={version} at={at} />
    </>
  );
  if (shown.view === "quarantine")
    return (
      <Page>
        {head}
        <Quarantine list={shown.callbacks} denial={deny("accounts:manage")} />
      </Page>
    );
  const { threads, choice } = shown;
  return (
    <Page>
      {head}
      <FilterBar>
        <TextFilter name="q" label="Sender or recipient number" isMono className="w-full sm:w-72" />
        <SelectFilter name="only" label="Any last message" options={ONLY} className="w-full sm:w-52" />
      </FilterBar>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className={query.thread ? "order-2 lg:order-1" : ""}>
          {threads.rows.length === 0 ? (
            <EmptyState icon={MessagesSquare} title={query.q || query.only ? "No thread matches" : "No messages yet"}>
              A message that comes in, or goes out, opens a thread here.
            </EmptyState>
          ) : (
            <ThreadList
              threads={threads.rows}
              chosen={query.thread ?? null}
              hrefFor={(thread) => toMessagesHref(query, { thread })}
            />
          )}
          {threads.next !== null && (
            <ButtonLink size="sm" className="mt-3" href={toMessagesHref(query, { after: threads.next })}>
              Older threads
            </ButtonLink>
          )}
        </div>
        <div className={choice.type === "none" ? "min-w-0 max-lg:hidden lg:order-2" : "order-1 min-w-0 lg:order-2"}>
          <ThreadDetail choice={choice} denial={deny("messages:send")} />
        </div>
      </div>
    </Page>
  );
}
