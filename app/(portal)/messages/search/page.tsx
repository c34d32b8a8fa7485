import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { messageSearchQuery } from "@/lib/domain/message-search";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listAccountChoices } from "@/lib/services/messages/list-account-choices";
import { searchMessages } from "@/lib/services/messages/search-messages";
import { MessageTabs } from "../message-tabs";
import { describeFound } from "./describe-found";
import { SearchFilters } from "./search-filters";
import { SearchResults } from "./search-results";

export default async function MessageSearchPage({ searchParams }: SearchProps) {
  const query = readQuery(messageSearchQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const [found, accounts] = await Promise.all([searchMessages(ctx, query), listAccountChoices(ctx)]);
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/messages", label: "Messages" }]}
        title="Search in messages"
        answer={describeFound(found)}
      />
      <MessageTabs current="search" />
      <SearchFilters accounts={accounts} />
      <SearchResults found={found} query={query} />
    </Page>
  );
}
