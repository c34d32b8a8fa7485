import { escalationQuery } from "@/lib/domain/stuck";
import { handler } from "@/lib/handler";
import { getEscalations } from "@/lib/services/orders/get-escalations";

/** `?orders=`, `?campaigns=`, `?messages=` (lists with commas) or `?account=` → `Escalation[]`: letters to the carriers about what is stuck. */
export const GET = handler("orders:read", { query: escalationQuery }, getEscalations);
