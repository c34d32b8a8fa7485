import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { can, explainDenial, type Permission } from "@/lib/domain/permissions";
import { chooseTimeZone } from "@/lib/domain/time-zone";
import { TIME_ZONE_COOKIE } from "@/lib/domain/time-zone-cookie";
import { getEnvironment } from "@/lib/env";
import { buildContext } from "./build-context";
import { findSession, type FoundSession } from "./find-session";
import { refuseForeignOrigin } from "./origin";
import { isFormContent } from "./refuse-write";
import { getRuntime } from "./runtime";
import { readSafeNext } from "./safe-next";
import { readSessionCookie } from "./session-cookie";

/** The header in which proxy.ts passes the path on; only for the way back after signing in. */
const PATH_HEADER = "x-tandem-path";

async function findCurrentSession(): Promise<FoundSession | null> {
  return findSession(getRuntime().database.sql, await readSessionCookie(), new Date());
}

// Layout and page of one rendering ask the same question; the next request asks anew.
const findSessionOnce = cache(findCurrentSession);

/**
 * For pages: who is there and may do this. Signed out: off to the sign-in, and back afterwards. Not allowed: the page says so.
 * With a password that someone else chose, nothing but choosing an own one is allowed.
 */
export async function authorize(permission: Permission): Promise<Context> {
  const session = await findSessionOnce();
  if (!session) {
    const next = readSafeNext((await headers()).get(PATH_HEADER));
    redirect(next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
  }
  if (session.mustChange) redirect("/choose-password");
  if (!can(session.actor.role, permission)) forbidden();
  return open(session);
}

/** For the pages on the doorstep (sign-in, choosing a password): who is there, if anyone. */
export async function findVisitor(): Promise<{ ctx: Context; mustChange: boolean } | null> {
  const session = await findSessionOnce();
  return session && { ctx: await open(session), mustChange: session.mustChange };
}

/** For server actions. Throws UNAUTHENTICATED or FORBIDDEN; another site's request, and a form's, is refused before anything is read. */
export async function authorizeAction(permission: Permission): Promise<Context> {
  const sent = await headers();
  refuseForeign(sent);
  if (sent.get("next-action") === null) throw new AppError("FORBIDDEN", NOT_BY_FORM);
  return demand(await findCurrentSession(), permission);
}

/** A form of another site can be sent without a script, and without the browser asking first. */
const NOT_BY_FORM = "This is not taken from a form. Reload the page and try again.";

const READING = ["GET", "HEAD", "OPTIONS"];

/** For route handlers; one that changes something is held to the same origin as an action is. Throws AppError, see `respondFailure`. */
export async function authorizeRequest(permission: Permission, request: Request): Promise<Context> {
  if (!READING.includes(request.method)) {
    refuseForeign(request.headers);
    if (isFormContent(request.headers)) throw new AppError("FORBIDDEN", NOT_BY_FORM);
  }
  return demand(await findCurrentSession(), permission);
}

/** Throws FORBIDDEN for a request that another site may have sent. */
export function refuseForeign(from: Pick<Headers, "get">): void {
  const { PUBLIC_URL, NEXTAUTH_URL } = getEnvironment();
  refuseForeignOrigin({ headers: from, addresses: [PUBLIC_URL, NEXTAUTH_URL] });
}

async function demand(session: FoundSession | null, permission: Permission): Promise<Context> {
  if (!session) throw new AppError("UNAUTHENTICATED");
  if (session.mustChange && permission !== "self:manage")
    throw new AppError("FORBIDDEN", "Choose a password of your own first.");
  if (!can(session.actor.role, permission)) throw new AppError("FORBIDDEN", explainDenial(permission));
  return open(session);
}

/** The zone that the person chose, else the one that the browser names. */
async function open({ actor, timeZone }: FoundSession): Promise<Context> {
  return buildContext(actor, chooseTimeZone(timeZone, (await cookies()).get(TIME_ZONE_COOKIE)?.value));
}
