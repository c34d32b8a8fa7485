"use client";

import { ArrowRight, CircleCheck, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useState, useTransition } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { FilterBar, TextFilter } from "@/components/data-table/filter-bar";
import { useUrlState } from "@/components/data-table/use-url-state";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { formatNoun } from "@/components/ui/format";
import { TabLinks } from "@/components/ui/tabs";
import { RelativeTime } from "@/components/ui/time";
import { CheckGrid } from "@/components/uploads/check-grid";
import { useRowEdits } from "@/components/uploads/use-row-edits";
import { createRowCheck } from "@/lib/domain/uploads/check-row";
import type { UploadChoices } from "@/lib/domain/uploads/checked-row";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { ROW_STATES } from "@/lib/domain/uploads/upload";
import { countRows, ROW_STATE_LABELS } from "@/lib/domain/uploads/upload-labels";
import type { ProblemGroup, UploadView } from "@/lib/domain/uploads/upload-view";
import type { Failure } from "@/lib/domain/result";
import { editRowsAction, fixProblemAction, previewUploadAction, undoEditAction } from "../../actions";
import { type CheckFilter, expectRows, writeSource } from "./check-query";
import { ProblemList } from "./problem-list";
import { listGridColumns } from "./grid-columns";

type Props = {
  upload: UploadView;
  mapping: UploadMapping;
  problems: readonly ProblemGroup[];
  choices: UploadChoices;
  filter: CheckFilter;
  denial: string | null;
};

/** All rows with their problems: repaired group by group or cell by cell, then on to the submission. */
export function CheckView({ upload, mapping, problems, choices, filter, denial }: Props) {
  const { id, counts, revision, state, lastEdit } = upload;
  const router = useRouter();
  const client = useQueryClient();
  const [hasAllColumns, setHasAllColumns] = useState(false);
  const reload = useCallback(async () => {
    router.refresh();
    await client.invalidateQueries({ queryKey: ["upload-rows"] });
  }, [client, router]);
  const edits = useRowEdits({ id, revision, edit: editRowsAction, onChanged: reload });
  const { follow } = edits;
  const seen = `${revision} ${countRows(counts)} ${state}`;
  useEffect(() => {
    follow(revision);
    // Somebody else, or the worker, has changed rows.
    void client.invalidateQueries({ queryKey: ["upload-rows"] });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each change that the page brings
  }, [seen, client]);
  const check = useMemo(() => createRowCheck(mapping, choices), [mapping, choices]);
  const columns = listGridColumns(upload.inspection, mapping, hasAllColumns);
  const isLocked = state === "loading" || state === "submitting";
  const isReadOnly = denial !== null || isLocked;
  const undo = () => void (lastEdit && edits.run((current) => undoEditAction({ id, revision: current })));
  const fix = (group: ProblemGroup) =>
    void edits.run((current) => fixProblemAction({ id, code: group.code, revision: current }));
  const hiddenColumns = mapping.columns.filter((role) => role === "ignore").length;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[280px_minmax(0,1fr)]">
      <aside aria-label="Problems and next step" className="flex min-w-0 flex-col gap-3">
        <GoOn upload={upload} denial={denial} isSaving={edits.isSaving} />
        {lastEdit && !isReadOnly && (
          <div className="flex items-center justify-between gap-2 text-xs text-muted">
            <span className="min-w-0">
              {lastEdit.label}
              {lastEdit.personName && ` by ${lastEdit.personName}`}, <RelativeTime at={lastEdit.at} />
            </span>
            <Button size="sm" icon={<Undo2 aria-hidden />} isBusy={edits.isSaving} onClick={undo}>
              Undo
            </Button>
          </div>
        )}
        {problems.length > 0 && (
          <div className="overflow-hidden rounded-lg border border-line bg-surface">
            <ProblemList
              problems={problems}
              shown={filter.code}
              denial={isLocked ? "Wait until all rows are checked." : denial}
              isBusy={edits.isSaving}
              onFix={fix}
            />
          </div>
        )}
      </aside>
      <section aria-label="Rows of this upload" className="flex min-w-0 flex-col gap-3">
        <StateTabs upload={upload} filter={filter} />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <FilterBar>
            <TextFilter name="q" label="Find a number or text" isMono className="w-full sm:w-56" />
          </FilterBar>
          {hiddenColumns > 0 && (
            <Checkbox
              label={`Show ${formatNoun(hiddenColumns, "ignored column")}`}
              checked={hasAllColumns}
              onChange={(event) => setHasAllColumns(event.target.checked)}
            />
          )}
        </div>
        {edits.failure && <FailureBanner failure={edits.failure} title="The change was not made" />}
        <CheckGrid
          source={writeSource(id, filter)}
          expected={expectRows(filter, counts)}
          columns={columns}
          isProblemList={filter.state === "problem" || filter.code !== null}
          isReadOnly={isReadOnly}
          edits={edits}
          check={check}
          onUndo={undo}
          empty={describeEmpty(upload, filter)}
        />
      </section>
    </div>
  );
}

function StateTabs({ upload: { counts }, filter }: { upload: UploadView; filter: CheckFilter }) {
  const { hrefFor } = useUrlState();
  const tabs = [
    { id: "all", label: "All rows", count: countRows(counts) },
    ...ROW_STATES.filter((state) => counts[state] > 0 || state === "problem").map((state) => ({
      id: state,
      label: ROW_STATE_LABELS[state].label,
      count: counts[state],
    })),
  ];
  const isOther = filter.code !== null || filter.verdict !== null;
  return (
    <TabLinks
      label="Rows by state"
      current={isOther ? "" : (filter.state ?? "all")}
      tabs={tabs.map(({ id, label, count }) => ({
        id,
        label,
        count: count.toLocaleString("en-US"),
        href: hrefFor({ show: id, code: null, verdict: null }),
      }))}
    />
  );
}

/** The way to the submission; it makes the dry run on the way. */
function GoOn({ upload, denial, isSaving }: { upload: UploadView; denial: string | null; isSaving: boolean }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const { id, counts, state, preview } = upload;
  const goOn = () =>
    startTransition(async () => {
      setFailure(null);
      if (preview === null) {
        const result = await settleAction(previewUploadAction({ id, askCarriers: false }));
        if (!result.ok) return setFailure(result.error);
      }
      router.push(`/uploads/${id}/submit`);
    });
  const missing =
    denial ??
    (state === "loading"
      ? "Wait until all rows are checked."
      : state === "submitting"
        ? "Its orders are being placed."
        : counts.ready === 0
          ? "No row can be sent yet."
          : null);
  const left = counts.problem + counts.blocked;
  const isAgain = state === "submitted";
  return (
    <div className="flex flex-col gap-2">
      {counts.problem === 0 && counts.ready > 0 && state === "check" && (
        <p role="status" className="flex items-center gap-1.5 text-sm text-ink">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
          Nothing left to fix.
        </p>
      )}
      {failure && <FailureBanner failure={failure} title="It could not go on" />}
      <Button
        variant="primary"
        size="lg"
        isBusy={isBusy || isSaving}
        disabledReason={missing}
        onClick={goOn}
        icon={<ArrowRight aria-hidden />}
      >
        {isAgain ? "Continue with what is open" : `Continue with ${formatNoun(counts.ready, "row")}`}
      </Button>
      {isAgain && (
        <p className="text-xs text-muted">
          Only rows that failed or were not sent before can be changed and sent again.
        </p>
      )}
      {!isAgain && left > 0 && counts.ready > 0 && (
        <p className="text-xs text-muted">
          {formatNoun(left, "row")} {left === 1 ? "is" : "are"} left out unless fixed. Nothing is sent by this button.
        </p>
      )}
    </div>
  );
}

function describeEmpty({ counts, state }: UploadView, filter: CheckFilter): { title: string; text: string } {
  if (filter.q !== null) return { title: "No row matches", text: "Search for fewer digits, or remove the filter." };
  if (state === "loading") return { title: "No such rows yet", text: "Rows are still being checked." };
  if (filter.state === "problem")
    return {
      title: "Nothing to fix",
      text: `${formatNoun(counts.ready, "row")} can be sent. Continue when you are ready.`,
    };
  return { title: "No such rows", text: "They may have been fixed since. Choose another tab." };
}
