import { SearchX } from "lucide-react";
import type { Metadata } from "next";
import { DateFilter, FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { AnswerHeader } from "@/components/ui/answer-header";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { DateOnly } from "@/components/ui/time";
import { authorize } from "@/lib/auth/session";
import { MESSAGE_SEARCH_STATES, messageSearchQuery, type MessageSearchQuery } from "@/lib/domain/message-search";
import { readQuery } from "@/lib/domain/read-query";
import { listAccountChoices } from "@/lib/services/messages/list-account-choices";
import { searchMessages } from "@/lib/services/messages/search-messages";
import { MessageTabs } from "../message-tabs";
import { FoundMessages } from "./found-messages";

export const metadata: Metadata = { title: "Search in messages" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MessageSearchPage({ searchParams }: Props) {
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
      <FilterBar>
        <TextFilter name="q" label="Text, or digits of the other side" className="w-full sm:w-72" />
        <TextFilter name="number" label="Our number" isMono className="w-full sm:w-48" />
        <SelectFilter
          name="state"
          label="Any state"
          options={Object.entries(MESSAGE_SEARCH_STATES).map(([value, label]) => ({ value, label }))}
          className="w-full sm:w-48"
        />
        <TextFilter name="code" label="Error code" isMono className="w-full sm:w-36" />
        {accounts.length > 1 && (
          <SelectFilter
            name="account"
            label="Any account"
            options={accounts.map(({ id, label }) => ({ value: id, label }))}
            className="w-full sm:w-48"
          />
        )}
        <DateFilter name="from" label="From" />
        <DateFilter name="to" label="to" />
      </FilterBar>
      {found.fault && (
        <p role="alert" className="text-sm text-bad">
          {found.fault}
        </p>
      )}
      {found.rows.length > 0 ? (
        <FoundMessages rows={found.rows} />
      ) : (
        !found.fault && (
          <EmptyState icon={SearchX} title={found.searchedTo ? "Nothing found so far" : "No message matches"}>
            {found.searchedTo ? (
              <>
                Looked back to <DateOnly at={found.searchedTo} />.
              </>
            ) : (
              "Try fewer filters."
            )}
          </EmptyState>
        )
      )}
      {found.next !== null && (
        <div className="flex flex-wrap items-center gap-3 text-sm text-muted">
          <ButtonLink href={toNext(query, found.next)}>
            {found.searchedTo ? "Search further back" : "Older messages"}
          </ButtonLink>
          {found.searchedTo && found.rows.length > 0 && (
            <span>
              Looked back to <DateOnly at={found.searchedTo} />.
            </span>
          )}
        </div>
      )}
    </Page>
  );
}

function describeFound({ rows, next, fault }: Awaited<ReturnType<typeof searchMessages>>): string {
  if (fault) return "This search cannot be used";
  if (rows.length === 0) return next === null ? "No message matches" : "Nothing found so far";
  return next === null ? formatNoun(rows.length, "message") : `${formatCount(rows.length)}+ messages`;
}

function toNext(query: MessageSearchQuery, after: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, after })) if (value !== undefined) params.set(name, value);
  return `/messages/search?${params}`;
}
