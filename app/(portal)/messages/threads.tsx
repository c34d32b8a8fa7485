import { MessagesSquare } from "lucide-react";
import type { ComponentProps } from "react";
import { FilterBar, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import type { threadQuery } from "@/lib/services/messages/list-threads";
import type { ThreadPage } from "@/lib/services/messages/message-view";
import type { z } from "zod";
import { ThreadDetail } from "./thread-detail";
import { ThreadList } from "./thread-list";
import { toMessagesHref } from "./to-messages-href";

const ONLY = [
  { value: "in", label: "Last message received" },
  { value: "out", label: "Last message sent" },
  { value: "failed", label: "Last message failed" },
  { value: "unknown", label: "Result unknown" },
];

type Props = { query: z.output<typeof threadQuery>; threads: ThreadPage } & ComponentProps<typeof ThreadDetail>;

/** The threads, and beside them the chosen one. */
export const Threads = ({ query, threads, choice, denial }: Props) => (
  <>
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
        <ThreadDetail choice={choice} denial={denial} />
      </div>
    </div>
  </>
);
