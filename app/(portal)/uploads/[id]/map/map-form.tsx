"use client";

import { ListChecks } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { FileNotices } from "@/components/uploads/file-notices";
import { PageBanner } from "@/components/feedback/page-banner";
import { useAction } from "@/components/feedback/use-action";
import { Button, ButtonLink } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { ColumnTable } from "@/components/uploads/column-table";
import { countDataRows, explainMapping, openMapping } from "@/components/uploads/mapping-draft";
import { RowDefaults } from "@/components/uploads/row-defaults";
import type { UploadChoices } from "@/lib/domain/uploads/checked-row";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import type { UploadView } from "@/lib/domain/uploads/upload-view";
import { mapUploadAction } from "../../actions";
import { MappingMemory } from "./mapping-memory";
import { MapQuestions } from "./map-questions";

/** What the columns hold and what their rows ask for; then all rows are checked with it. */
export function MapForm({
  upload,
  inspection,
  choices,
  denial,
}: {
  upload: UploadView;
  inspection: UploadInspection;
  choices: UploadChoices;
  denial: string | null;
}) {
  const router = useRouter();
  const [mapping, setMapping] = useState<UploadMapping>(() => openMapping(inspection, upload));
  // As the file itself suggests it.
  const start = openMapping(inspection, { mapping: null, suggestion: null });
  const { run, isBusy, failure } = useAction();
  const isSelection = upload.source === "selection";
  const isOver = upload.state === "submitting" || upload.state === "submitted";
  const isAgain = upload.state === "check" || upload.state === "loading";
  const { isExact } = inspection.rows;
  const { count } = countDataRows(inspection, mapping);
  const rows = `${isExact ? "" : "about "}${formatNoun(count, "row")}`;
  const submit = (changed: UploadMapping) =>
    run(
      () => mapUploadAction({ id: upload.id, mapping: changed }),
      () => {
        if (changed.sheet === inspection.sheet) router.push(`/uploads/${upload.id}/check`);
        else router.refresh();
      },
    );
  const missing = isOver ? "This upload is submitted." : (denial ?? explainMapping(mapping, choices));
  return (
    <form
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null && !isBusy) submit(mapping);
      }}
    >
      <div className="flex min-w-0 flex-col gap-4">
        <FileNotices notices={inspection.notices} />
        {isSelection ? (
          <PageBanner title={formatNoun(count, "number")}>
            The list is as it was when it was selected. What the filter finds later does not change it.
          </PageBanner>
        ) : (
          <>
            <MapQuestions
              inspection={inspection}
              mapping={mapping}
              onChange={setMapping}
              onSheet={(sheet) => submit({ ...mapping, sheet })}
              isBusy={isBusy}
            />
            {denial === null && !isOver && (
              <MappingMemory
                upload={upload}
                isGuessed={start.columns.every((role, index) => mapping.columns[index] === role)}
                onReset={() => setMapping({ ...start, defaults: mapping.defaults })}
              />
            )}
            <ColumnTable
              inspection={inspection}
              mapping={mapping}
              remembered={upload.mapping === null && upload.memory ? (upload.suggestion?.columns ?? null) : null}
              onChange={setMapping}
            />
          </>
        )}
      </div>
      <section
        aria-label="What to do"
        className="flex min-w-0 flex-col gap-4 rounded-lg border border-line bg-surface p-4 lg:sticky lg:top-28"
      >
        <RowDefaults mapping={mapping} choices={choices} onChange={setMapping} isSelection={isSelection} />
        {failure && <FailureBanner failure={failure} title="The rows were not checked" />}
        {isAgain && (
          <p className="text-xs text-pending">
            Checking again reads all rows from the {isSelection ? "selection" : "file"}; edits made on the next page are
            lost.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            type="submit"
            variant="primary"
            size="lg"
            icon={<ListChecks aria-hidden />}
            isBusy={isBusy}
            disabledReason={missing}
            className="flex-1"
          >
            Check {rows}
          </Button>
          {isAgain && (
            <ButtonLink size="lg" href={`/uploads/${upload.id}/check`}>
              Back to the check
            </ButtonLink>
          )}
        </div>
        {missing !== null && !isOver && (
          <p role="status" className="text-xs text-muted">
            {isSelection ? missing.replace(", or a column that says it", "") : missing}
          </p>
        )}
        <p className="text-xs text-faint">
          Nothing is sent to a carrier by this.{" "}
          {count > 100_000 && isExact && `${formatCount(count)} rows take a minute or so.`}
        </p>
      </section>
    </form>
  );
}
