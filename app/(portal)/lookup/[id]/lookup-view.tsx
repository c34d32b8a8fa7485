"use client";

import { CloudOff, RefreshCw } from "lucide-react";
import { useEffect, useMemo, useRef, useState, useTransition } from "react";
import { SelectionProvider } from "@/components/data-table/selection";
import { useUrlState, type UrlChanges } from "@/components/data-table/use-url-state";
import { EmptyState } from "@/components/feedback/empty-state";
import { PageBanner } from "@/components/feedback/page-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { AskFailures, AskingProgress } from "@/components/lookup/asking-progress";
import { LookupChips } from "@/components/lookup/lookup-chips";
import { LookupCustomers } from "@/components/lookup/lookup-customers";
import { LookupTable } from "@/components/lookup/lookup-table";
import { isAsking, useLookup } from "@/components/lookup/use-lookup";
import { Button } from "@/components/ui/button";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Elapsed, RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { countGroups, filterRows, joinAnswers } from "@/lib/domain/lookup-filter";
import { type LookupPage, lookupQuery } from "@/lib/domain/lookup-view";
import { describeGroups } from "@/lib/domain/lookup-summary";
import type { Result } from "@/lib/domain/result";
import { askAgainAction, stopAskingAction } from "../actions";
import type { LabelRights } from "../../customers/label-buttons";
import { LookupFilters } from "./lookup-filters";
import { LookupSelection, LookupTools } from "./lookup-tools";

/** A list of numbers with the state of each; the answer comes first, then its groups, then the rows. */
export function LookupView({
  initial,
  readDenial,
  orderDenial,
  labelRights,
}: {
  initial: LookupPage;
  readDenial: string | null;
  orderDenial: string | null;
  labelRights: LabelRights;
}) {
  const { params, hrefFor } = useUrlState();
  const query = lookupQuery.parse(Object.fromEntries(params));
  const { page, isLost, refresh } = useLookup(initial, query.since);
  const [isBusy, startTransition] = useTransition();
  const rows = useMemo(() => joinAnswers(page), [page]);
  const groups = useMemo(() => countGroups(rows), [rows]);
  const filter = params.toString();
  const shown = useMemo(
    () => filterRows(rows, lookupQuery.parse(Object.fromEntries(new URLSearchParams(filter)))),
    [rows, filter],
  );
  const { head } = page;
  const last = head.rounds.at(-1);
  const asking = isAsking(page);
  const change = (changes: UrlChanges) => window.history.pushState(null, "", hrefFor(changes));
  const run = (action: (input: { id: string }) => Promise<Result<void>>) =>
    startTransition(async () => {
      const result = await settleAction(action({ id: head.id }));
      if (!result.ok) toast.error(result.error.message);
      await refresh();
    });
  return (
    <>
      <AnswerHeader
        path={[{ href: "/lookup", label: "Lookup" }]}
        title={head.name}
        answer={describeGroups(groups)}
        actions={
          <>
            <LookupTools
              page={page}
              shown={shown}
              filter={filter}
              orderDenial={orderDenial}
              labelRights={labelRights}
            />
            <Button
              icon={<RefreshCw aria-hidden />}
              isBusy={isBusy && !asking}
              disabledReason={readDenial ?? (asking ? "The carriers are being asked." : null)}
              onClick={() => run(askAgainAction)}
            >
              {head.rounds.length > 1 ? "Ask again" : "Ask the carriers now"}
            </Button>
          </>
        }
      />
      <p className="-mt-3 text-xs text-muted">
        Looked up <RelativeTime at={head.createdAt} />
        {head.person && ` by ${head.person}`}, kept for {daysUntil(head.keptUntil)}
      </p>
      <Announcer asking={asking} text={describeGroups(groups)} />
      {isLost && (
        <p role="status" className="flex items-center gap-1.5 text-sm text-bad">
          <CloudOff aria-hidden className="size-3.5 shrink-0" />
          <span>
            Not connected: this data is <Elapsed since={page.now.at} /> old. Trying again.
          </span>
        </p>
      )}
      {head.notices.length > 0 && (
        <div className="text-xs text-muted">
          {head.notices.map((notice) => (
            <p key={notice}>{notice}</p>
          ))}
        </div>
      )}
      {asking && last && (
        <AskingProgress round={last} denial={readDenial} isStopping={isBusy} onStop={() => run(stopAskingAction)} />
      )}
      {!asking && last?.asks.some(({ failure }) => failure !== null) && (
        <PageBanner tone="bad" title="Not every carrier could be asked">
          <AskFailures asks={last.asks} />
        </PageBanner>
      )}
      <LookupChips groups={groups} query={query} carriers={page.carriers} hrefFor={hrefFor} onChange={change} />
      <SelectionProvider ids={shown.flatMap(({ row }) => (row.number === null ? [] : [String(row.seq)]))}>
        <LookupFilters page={page} query={query} shown={shown.length} total={groups.total} onChange={change} />
        {shown.length === 0 ? (
          <EmptyState
            title="No row matches these filters"
            actions={
              <Button onClick={() => window.history.pushState(null, "", `/lookup/${head.id}`)}>Show all rows</Button>
            }
          >
            The rows may have moved to another group since.
          </EmptyState>
        ) : query.by === "customer" ? (
          <LookupCustomers rows={shown} hrefFor={hrefFor} />
        ) : (
          <LookupTable rows={shown} carriers={page.carriers} />
        )}
        <LookupSelection rows={rows} name={head.name} orderDenial={orderDenial} labelRights={labelRights} />
      </SelectionProvider>
    </>
  );
}

const daysUntil = (at: string) => {
  const days = Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 86_400_000));
  return <span suppressHydrationWarning>{days === 1 ? "1 more day" : `${days} more days`}</span>;
};

/** Says what came of asking, once it has ended. */
function Announcer({ asking, text }: { asking: boolean; text: string }) {
  const was = useRef(asking);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (was.current && !asking) setSaid(`All carriers have been asked. ${text}`);
    was.current = asking;
  }, [asking, text]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
