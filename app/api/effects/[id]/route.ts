import { handler } from "@/lib/handler";
import { effectPath, getEffect } from "@/lib/services/effects/get-effect";

/** → `EffectView`: how far a message, an application, a brand or a campaign is. */
export const GET = handler("numbers:read", { params: effectPath }, getEffect);
