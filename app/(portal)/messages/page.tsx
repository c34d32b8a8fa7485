import { ButtonLink } from "@/components/ui/button";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { findDenial } from "@/lib/domain/permissions";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { threadQuery } from "@/lib/services/messages/list-threads";
import { readMessagesPage } from "@/lib/services/messages/read-messages-page";
import { LiveMessages } from "./live-messages";
import { MessageTabs } from "./message-tabs";
import { Quarantine } from "./quarantine";
import { toMessagesHref } from "./to-messages-href";
import { describeMessages } from "./describe-messages";
import { Threads } from "./threads";

export default async function MessagesPage({ searchParams }: SearchProps) {
  const query = readQuery(threadQuery, await searchParams);
  const ctx = await authorize("numbers:read");
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
        <Quarantine list={shown.callbacks} denial={findDenial(ctx.actor.role, "accounts:manage")} />
      </Page>
    );
  const { threads, choice } = shown;
  return (
    <Page>
      {head}
      <Threads query={query} threads={threads} choice={choice} denial={findDenial(ctx.actor.role, "messages:send")} />
    </Page>
  );
}
