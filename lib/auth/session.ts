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

/** The header in which proxy.ts passes the path, for returning after sign-in. */
const PATH_HEADER = "x-tandem-path";

async function findCurrentSession(): Promise<FoundSession | null> {
  return findSession(getRuntime().database.sql, await readSessionCookie(), new Date());
}

// Layout and page share one lookup per request.
const findSessionOnce = cache(findCurrentSession);

/**
 * For pages: the signed-in person with this permission. Signed out: redirects to sign-in and back. Not allowed: shows the
 * forbidden page. With a temporary password, only choosing a new one is allowed.
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

/** For the sign-in and choose-password pages: the person who is signed in, if any. */
export async function findVisitor(): Promise<{ ctx: Context; mustChange: boolean } | null> {
  const session = await findSessionOnce();
  return session && { ctx: await open(session), mustChange: session.mustChange };
}

/** For server actions. Rejects cross-site and form requests first. Throws UNAUTHENTICATED or FORBIDDEN. */
export async function authorizeAction(permission: Permission): Promise<Context> {
  const sent = await headers();
  refuseForeign(sent);
  if (sent.get("next-action") === null) throw new AppError("FORBIDDEN", NOT_BY_FORM);
  return requirePermission(await findCurrentSession(), permission);
}

/** Another site's form can be sent without a script and without a preflight request. */
const NOT_BY_FORM = "Forms are not accepted here. Reload the page and try again.";

const READING = ["GET", "HEAD", "OPTIONS"];

/** For route handlers; one that changes something must be same-origin. Throws AppError; see `respondFailure`. */
export async function authorizeRequest(permission: Permission, request: Request): Promise<Context> {
  if (!READING.includes(request.method)) {
    refuseForeign(request.headers);
    if (isFormContent(request.headers)) throw new AppError("FORBIDDEN", NOT_BY_FORM);
  }
  return requirePermission(await findCurrentSession(), permission);
}

/** Throws FORBIDDEN for a cross-site request. */
export function refuseForeign(from: Pick<Headers, "get">): void {
  const { PUBLIC_URL, NEXTAUTH_URL } = getEnvironment();
  refuseForeignOrigin({ headers: from, addresses: [PUBLIC_URL, NEXTAUTH_URL] });
}

async function requirePermission(session: FoundSession | null, permission: Permission): Promise<Context> {
  if (!session) throw new AppError("UNAUTHENTICATED");
  if (session.mustChange && permission !== "self:manage")
    throw new AppError("FORBIDDEN", "Choose a new password first.");
  if (!can(session.actor.role, permission)) throw new AppError("FORBIDDEN", explainDenial(permission));
  return open(session);
}

/** Uses the person's time zone, else the browser's. */
async function open({ actor, timeZone }: FoundSession): Promise<Context> {
  return buildContext(actor, chooseTimeZone(timeZone, (await cookies()).get(TIME_ZONE_COOKIE)?.value));
}
