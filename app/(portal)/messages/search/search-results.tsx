import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { DateOnly } from "@/components/ui/time";
import type { MessageSearchQuery } from "@/lib/domain/message-search";
import { type Found, toNext } from "./describe-found";
import { FoundMessages } from "./found-messages";

/** What was found, and how far back. */
export const SearchResults = ({ found, query }: { found: Found; query: MessageSearchQuery }) => (
  <>
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
  </>
);
