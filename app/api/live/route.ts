import { handler } from "@/lib/handler";

/** → `{ version: null }` if signed in. A live page checks this before it refreshes, so that a lost connection leaves it unchanged. */
export const GET = handler("self:manage", {}, async () => ({ version: null }));
