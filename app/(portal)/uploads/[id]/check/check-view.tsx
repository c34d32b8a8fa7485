"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { FilterBar, TextFilter } from "@/components/data-table/filter-bar";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import { FileNotices } from "@/components/uploads/file-notices";
import { CheckGrid } from "@/components/uploads/check-grid";
import { ReplaceText } from "@/components/uploads/replace-text";
import { useRowEdits } from "@/components/uploads/use-row-edits";
import { createRowCheck } from "@/lib/domain/uploads/check-row";
import type { UploadChoices } from "@/lib/domain/uploads/checked-row";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { countRows } from "@/lib/domain/uploads/upload-labels";
import type { ProblemGroup, UploadView } from "@/lib/domain/uploads/upload-view";
import {
  createCustomersAction,
  editRowsAction,
  fixProblemAction,
  replaceTextAction,
  undoEditAction,
} from "../../actions";
import { type CheckFilter, expectRows, writeSource } from "./check-query";
import { GoOn } from "./go-on";
import { ProblemList } from "./problem-list";
import { listGridColumns } from "./grid-columns";
import { StateTabs } from "./state-tabs";
import { TakeIn } from "./take-in";

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
  const takeOver = useEffectEvent(() => {
    edits.follow(revision);
    void client.invalidateQueries({ queryKey: ["upload-rows"] });
  });
  // Somebody else, or the worker, has changed rows.
  const seen = `${revision} ${countRows(counts)} ${state}`;
  useEffect(() => takeOver(), [seen]);
  const check = useMemo(() => createRowCheck(mapping, choices), [mapping, choices]);
  const columns = listGridColumns(upload.inspection, mapping, hasAllColumns);
  const isLocked = state === "loading" || state === "submitting";
  const isReadOnly = denial !== null || isLocked;
  const undo = () => void (lastEdit && edits.run((current) => undoEditAction({ id, revision: current })));
  const fix = (group: ProblemGroup) =>
    void edits.run((current) => fixProblemAction({ id, code: group.code, revision: current }));
  const notices = upload.inspection?.notices ?? [];
  const hiddenColumns = mapping.columns.filter((role) => role === "ignore").length;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[280px_minmax(0,1fr)]">
      <aside aria-label="Problems and next step" className="flex min-w-0 flex-col gap-3">
        {upload.corrects && state !== "submitted" ? (
          <TakeIn upload={upload} original={upload.corrects} denial={denial} />
        ) : (
          <GoOn upload={upload} denial={denial} isSaving={edits.isSaving} />
        )}
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
              onCreate={() => void edits.run((current) => createCustomersAction({ id, revision: current }))}
            />
          </div>
        )}
        <FileNotices notices={notices} />
      </aside>
      <section aria-label="Rows of this upload" className="flex min-w-0 flex-col gap-3">
        <StateTabs upload={upload} filter={filter} />
        <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-2 sm:gap-x-4">
          <div className="min-w-0 flex-1 sm:flex-none">
            <FilterBar>
              <TextFilter name="q" label="Find a number or text" isMono className="w-full sm:w-56" />
            </FilterBar>
          </div>
          {/* The box of ignored columns goes below on a narrow screen. */}
          <div className="flex items-center gap-x-4 max-sm:contents">
            {hiddenColumns > 0 && (
              <Checkbox
                label={`Show ${formatNoun(hiddenColumns, "ignored column")}`}
                className="max-sm:order-1 max-sm:basis-full"
                checked={hasAllColumns}
                onChange={(event) => setHasAllColumns(event.target.checked)}
              />
            )}
            <ReplaceText
              source={{ address: `/api/uploads/${id}/cells`, revision }}
              columns={columns}
              denial={isLocked ? "Wait until all rows are checked." : denial}
              isBusy={edits.isSaving}
              onReplace={(replacement) =>
                void edits.run((current) => replaceTextAction({ id, ...replacement, revision: current }))
              }
            />
          </div>
        </div>
        {isProse(upload) && counts.removed > 0 && filter.state !== "removed" && (
          <p className="text-sm text-muted">
            Lines of the text without a number are not rows:{" "}
            <TextLink href={`/uploads/${id}/check?show=removed`}>{formatNoun(counts.removed, "removed line")}</TextLink>
          </p>
        )}
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

const isProse = ({ source, inspection }: UploadView) => source === "text" && inspection?.format === "list";

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
