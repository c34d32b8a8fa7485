import { z } from "zod";
import { handler } from "@/lib/handler";
import { getCall } from "@/lib/services/calls/get-call";

const params = z.object({ id: z.uuid("This carrier call is not stored here.") });

/** → `CallView`: one carrier exchange, redacted. */
export const GET = handler("orders:read", { params }, (ctx, { id }) => getCall(ctx, id));
