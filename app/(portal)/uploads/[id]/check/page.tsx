import { WorkingCard } from "@/components/uploads/working-card";
import { authorize } from "@/lib/auth/session";
import { type IdProps, readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listUploadProblems } from "@/lib/services/uploads/list-problems";
import { MAX_IN_BROWSER, readUploadChoices } from "@/lib/services/uploads/read-choices";
import { explainReadOnly, openUpload } from "../open-upload";
import { UploadFrame } from "../upload-frame";
import { checkQuery, readFilter } from "./check-query";
import { CheckView } from "./check-view";

export default async function CheckPage({ params, searchParams }: IdProps & SearchProps) {
  const query = readQuery(checkQuery, await searchParams);
  const ctx = await authorize("orders:read");
  const upload = await openUpload(ctx, params, "check");
  const [problems, choices] = await Promise.all([
    listUploadProblems(ctx, { id: upload.id }),
    readUploadChoices(ctx, upload.mapping ?? undefined, { mostCustomers: MAX_IN_BROWSER }),
  ]);
  const denial = explainReadOnly(ctx);
  return (
    <UploadFrame upload={upload} step="check" at={ctx.now().toISOString()} denial={denial} pace="idle">
      {upload.state === "loading" && (
        <WorkingCard title="Checking the rows" progress={upload.progress}>
          Problems appear as they are found. You can leave this page; the work goes on.
        </WorkingCard>
      )}
      {upload.mapping && (
        <CheckView
          upload={upload}
          mapping={upload.mapping}
          problems={problems}
          choices={choices}
          filter={readFilter(query, upload.counts)}
          denial={denial}
        />
      )}
    </UploadFrame>
  );
}
