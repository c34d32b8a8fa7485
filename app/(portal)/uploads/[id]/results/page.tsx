import type { Metadata } from "next";
import { WorkingCard } from "@/components/uploads/working-card";
import { authorize } from "@/lib/auth/session";
import { readQuery } from "@/lib/domain/read-query";
import { getUploadResults } from "@/lib/services/uploads/get-results";
import { explainReadOnly, openUpload, type UploadParams } from "../open-upload";
import { UploadFrame } from "../upload-frame";
import { resultsQuery } from "./results-query";
import { ResultsView } from "./results-view";

export const metadata: Metadata = { title: "Upload: results" };

type Props = { params: UploadParams; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ResultsPage({ params, searchParams }: Props) {
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
      pace={results.isSettled ? "off" : "moving"}
    >
      {upload.state === "submitting" && (
        <WorkingCard title="Placing the orders" progress={upload.progress}>
          You can leave this page; the work goes on.
        </WorkingCard>
      )}
      <ResultsView upload={upload} results={results} query={query} denial={denial} />
    </UploadFrame>
  );
}
