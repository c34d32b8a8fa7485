"use client";

import { Download, RefreshCw } from "lucide-react";
import { useUrlState } from "@/components/data-table/use-url-state";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { UnreadEntriesNote } from "@/components/feedback/unread-entries-note";
import { useReloadingAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/time";
import { COVERAGE_FILTER_LABELS } from "@/lib/domain/coverage-query";
import type { CoverageList } from "@/lib/services/inventory/list-coverage";
import { refreshCoverageAction } from "../actions";

/** How old what is known is, what was narrowed where, and the way to have it as a file. */
export function CoverageAge({
  accountId,
  carrierLabel,
  list,
}: {
  accountId: string;
  carrierLabel: string;
  list: CoverageList;
}) {
  const { run, isBusy: isRefreshing, failure } = useReloadingAction();
  const refresh = () => run(() => refreshCoverageAction({ accountId }));
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
        <p>
          <RelativeTime at={list.readAt} prefix="Read" />
        </p>
        <Button size="sm" icon={<RefreshCw aria-hidden />} isBusy={isRefreshing} onClick={refresh}>
          Refresh
        </Button>
        <p className="text-xs text-faint">Kept for ten minutes.</p>
        <div className="ml-auto">
          <ExportMenu accountId={accountId} />
        </div>
      </div>
      {list.applied.length > 0 && (
        <p role="note" className="text-sm text-muted">
          {describeFiltering(carrierLabel, list)}
        </p>
      )}
      <UnreadEntriesNote count={list.oddCount} carrierLabel={carrierLabel} />
      {failure && <FailureBanner failure={failure} />}
    </>
  );
}

/** The carrier narrows by one condition only; the person sees which of theirs it was given. */
function describeFiltering(carrierLabel: string, { asked, applied }: CoverageList): string {
  const spell = new Intl.ListFormat("en-US", { type: "conjunction" });
  const here = spell.format(applied.map((name) => COVERAGE_FILTER_LABELS[name]));
  return asked === null
    ? `${carrierLabel} cannot narrow by ${here}: that was applied here.`
    : `${carrierLabel} takes one filter at a time and was asked by ${COVERAGE_FILTER_LABELS[asked]}; ${here} ${applied.length === 1 ? "was" : "were"} applied here.`;
}

/** All pages of what is shown, as a file. */
function ExportMenu({ accountId }: { accountId: string }) {
  const { params } = useUrlState();
  const toHref = (format: "csv" | "xlsx") => {
    const query = new URLSearchParams(params.toString());
    for (const name of ["after", "before"]) query.delete(name);
    query.set("account", accountId);
    query.set("format", format);
    return `/inventory/coverage/export?${query.toString()}`;
  };
  // The answer is an attachment: the page stays.
  const download = (href: string) => window.location.assign(href);
  return (
    <Menu
      trigger={
        <Button size="sm" icon={<Download aria-hidden />}>
          Export
        </Button>
      }
    >
      <MenuItem onSelect={() => download(toHref("xlsx"))}>Excel (XLSX)</MenuItem>
      <MenuItem onSelect={() => download(toHref("csv"))}>CSV</MenuItem>
    </Menu>
  );
}
