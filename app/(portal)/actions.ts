"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "@/lib/action";
import { getSessionCookie } from "@/lib/auth/session-cookie";
import { probeNow, probeNowInput } from "@/lib/services/accounts/probe-now";
import { endOwnSession } from "@/lib/services/people/end-sessions";

export const probeNowAction = action("accounts:manage", probeNowInput, probeNow);

/** Ends the session in the database and in the browser. */
export const signOutAction = action("self:manage", z.void(), async (ctx): Promise<never> => {
  await endOwnSession(ctx, { sessionId: ctx.actor.sessionId });
  (await cookies()).delete(getSessionCookie().name);
  redirect("/sign-in");
});
