import { handler } from "@/lib/handler";
import { effectPath, getEffect } from "@/lib/services/effects/get-effect";

/** → `EffectView`: what has become of a message, an application, a brand or a campaign so far. */
export const GET = handler("numbers:read", { params: effectPath }, getEffect);
