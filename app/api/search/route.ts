import { z } from "zod";
import { cutText } from "@/lib/domain/clean-text";
import { handler } from "@/lib/handler";
import { searchEverywhere, searchInput } from "@/lib/services/search/search-everywhere";

const query = z.object({ q: z.string().catch("") });

/** `?q=` → `SearchAnswer`. A handler, not an action: actions run one after another, which is too slow for typing. */
export const GET = handler("numbers:read", { query }, async (ctx, { q }) => {
  const input = searchInput.safeParse({ q: cutText(q, 200) });
  return searchEverywhere(ctx, input.success ? input.data : { q: "" });
});
