import { z } from "zod";
import { handler } from "@/lib/handler";
import { listTags } from "@/lib/services/customers/list-tags";

/** All tags by name. */
export const GET = handler("numbers:read", { query: z.object({}) }, async (ctx) =>
  Response.json(await listTags(ctx), { headers: { "Cache-Control": "no-store" } }),
);
