import { handler } from "@/lib/handler";
import { followWork, followWorkInput } from "@/lib/services/live/follow-work";

/** ?known=order:<id>,… → `WorkNews`: what the person has started that is under way, and what has ended since. */
export const GET = handler("numbers:read", { query: followWorkInput }, followWork);
