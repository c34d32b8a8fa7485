import { handler } from "@/lib/handler";
import { listPauses } from "@/lib/engine/breaker/list-pauses";

/** → `CarrierPause[]`; polled every few seconds by every open page. */
export const GET = handler("orders:read", {}, listPauses);
