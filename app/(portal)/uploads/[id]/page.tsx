import type { Metadata } from "next";
import { authorize } from "@/lib/auth/session";
import { openUpload, type UploadParams } from "./open-upload";

export const metadata: Metadata = { title: "Upload" };

export default async function UploadPage({ params }: { params: UploadParams }) {
  await openUpload(await authorize("orders:read"), params);
}
