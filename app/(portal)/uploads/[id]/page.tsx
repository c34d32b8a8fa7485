import { authorize } from "@/lib/auth/session";
import type { IdProps } from "@/lib/domain/read-query";
import { openUpload } from "./open-upload";

export default async function UploadPage({ params }: IdProps) {
  await openUpload(await authorize("orders:read"), params);
}
