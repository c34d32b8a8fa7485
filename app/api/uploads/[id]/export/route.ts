import { z } from "zod";
import { handler } from "@/lib/handler";
import { exportUploadRows } from "@/lib/services/uploads/export-rows";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { respondExport } from "../../../respond-export";
import { uploadAddress } from "../../upload-address";

const query = z.object({ only: z.enum(["all", "failed"]).catch("all") });

/** The original columns with the result of each row, or only rows that have not succeeded, in the format of `?format=`. */
export const GET = handler("orders:read", { params: uploadAddress, query }, async (ctx, { id, only }, request) => {
  const { ref } = await getUpload(ctx, { id });
  const name = `tandem-${ref}-${only === "all" ? "results" : "failed"}`;
  return respondExport(ctx, request, await exportUploadRows(ctx, { id, only }), "upload", { id: ref, name });
});
