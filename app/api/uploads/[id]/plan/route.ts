import { handler } from "@/lib/handler";
import { planUpload } from "@/lib/services/uploads/plan-upload";
import { uploadAddress } from "../../upload-address";
import { planQuery } from "./plan-query";

/** → `UploadPlan` of the choices in the address. Nothing is sent. */
export const GET = handler("orders:read", { params: uploadAddress, query: planQuery }, (ctx, { id, only, leave }) =>
  planUpload(ctx, { id, onlyIfAllReady: only === "ready", leaveOut: leave }),
);
