import { FileCheck2 } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { WorkingCard } from "@/components/uploads/working-card";
import { authorize } from "@/lib/auth/session";
import { type IdProps, readQuery, type SearchProps } from "@/lib/domain/read-query";
import { getUploadResults } from "@/lib/services/uploads/get-results";
import { explainReadOnly, openUpload } from "../open-upload";
import { UploadFrame } from "../upload-frame";
import { describeOutcome } from "./describe-outcome";
import { resultsQuery } from "./results-query";
import { ResultsView } from "./results-view";

export default async function ResultsPage({ params, searchParams }: IdProps & SearchProps) {
  const query = readQuery(resultsQuery, await searchParams);
  const ctx = await authorize("orders:read");
  const upload = await openUpload(ctx, params, "results");
  const results = await getUploadResults(ctx, { id: upload.id });
  const denial = explainReadOnly(ctx);
  return (
    <UploadFrame
      upload={upload}
      step="results"
      at={ctx.now().toISOString()}
      denial={denial}
      answer={upload.corrects ? "Taken into another upload" : describeOutcome(results)}
      pace={results.isSettled ? "off" : "moving"}
    >
      {upload.state === "submitting" && (
        <WorkingCard
          title={results.labels ? "Working through the rows" : "Placing the orders"}
          progress={upload.progress}
        >
          You can leave this page; the work goes on.
        </WorkingCard>
      )}
      {upload.state === "submitted" && upload.progress?.cursor?.startsWith("undo:") && (
        <WorkingCard title="Undoing" progress={upload.progress}>
          What somebody has changed since stays as it is. You can leave this page; the work goes on.
        </WorkingCard>
      )}
      {upload.corrects ? (
        <EmptyState
          icon={FileCheck2}
          title={`Its rows were taken into ${upload.corrects.name}`}
          actions={
            <ButtonLink href={`/uploads/${upload.corrects.id}/results`}>Results of {upload.corrects.ref}</ButtonLink>
          }
        >
          They are submitted there, and their results are found there.
        </EmptyState>
      ) : (
        <ResultsView upload={upload} results={results} query={query} denial={denial} />
      )}
    </UploadFrame>
  );
}
