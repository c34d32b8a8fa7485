import { handler } from "@/lib/handler";
import { listRecentItems, noteRecentItem, recentItemInput } from "@/lib/services/search/recent-items";

/** → `{ hits: SearchHit[] }`: what the person opened last. */
export const GET = handler("numbers:read", {}, async (ctx) => ({ hits: await listRecentItems(ctx) }));

/** `?kind=&key=`: the person has opened it. → `{}`. */
export const POST = handler("numbers:read", { query: recentItemInput }, async (ctx, input) => {
  await noteRecentItem(ctx, input);
  return {};
});
