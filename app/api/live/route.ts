import { handler } from "@/lib/handler";

/** → `{ version: null }` for whoever is signed in. A live page asks for it before it asks for itself: a lost line or an ended sign-in leaves it as it is. */
export const GET = handler("self:manage", {}, async () => ({ version: null }));
