import { authorize } from "@/lib/auth/session";
import type { IdProps } from "@/lib/domain/read-query";
import { explainReadOnly, openUpload } from "../open-upload";
import { UploadFrame } from "../upload-frame";
import { SubmitView } from "./submit-view";

export default async function SubmitPage({ params }: IdProps) {
  const ctx = await authorize("orders:read");
  const upload = await openUpload(ctx, params, "submit");
  const denial = explainReadOnly(ctx);
  return (
    <UploadFrame upload={upload} step="submit" at={ctx.now().toISOString()} denial={denial}>
      <SubmitView upload={upload} denial={denial} />
    </UploadFrame>
  );
}
