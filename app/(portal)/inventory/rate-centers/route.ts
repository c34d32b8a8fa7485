import { handler } from "@/lib/handler";
import { listRateCenters, rateCenterQuery } from "@/lib/services/inventory/list-rate-centers";

export const GET = handler("inventory:read", { query: rateCenterQuery }, listRateCenters);
