import { handler } from "@/lib/handler";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { uploadAddress } from "../../upload-address";

/** → `{ state, parts }`: which parts have arrived, so that only the others are sent. */
export const GET = handler("orders:write", { params: uploadAddress }, async (ctx, { id }) => {
  const { state, parts } = await getUpload(ctx, { id });
  return { state, parts };
});
