import { handler } from "@/lib/handler";
import { listRefreshes } from "@/lib/services/numbers/list-refreshes";

/** → the person's `RefreshRun`s; polled while one runs. */
export const GET = handler("numbers:read", {}, async (ctx) => ({ runs: await listRefreshes(ctx) }));
