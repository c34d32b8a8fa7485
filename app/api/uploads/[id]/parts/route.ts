import { z } from "zod";
import { handler } from "@/lib/handler";
import { getUpload } from "@/lib/services/uploads/get-upload";

const params = z.object({ id: z.uuid("This upload does not exist.") });

/** → `{ state, parts }`: which parts have arrived, so that only the others are sent. */
export const GET = handler("orders:write", { params }, async (ctx, { id }) => {
  const { state, parts } = await getUpload(ctx, { id });
  return { state, parts };
});
