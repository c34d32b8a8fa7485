import "server-only";
import { setTimeout } from "node:timers/promises";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { cutText } from "@/lib/domain/clean-text";
import { log } from "@/lib/log";
import { recordAudit } from "@/lib/db/record-audit";
import { countRefusal, takeRefusals } from "@/lib/services/people/attempt-throttle";
import { verifyPassword } from "@/lib/services/people/password";
import { email, readRole } from "@/lib/services/people/person";
import { ABSOLUTE } from "@/lib/services/people/session-life";
import { admitAttempt, type Device } from "./admit-attempt";
import type { Source } from "./source";

const credentials = z.object({ email, password: z.string().min(1).max(1000) });

export type SignInOptions = {
  now: Date;
  /** The browser's proof that people have signed in there before; see device-cookie.ts. */
  device?: Device | null;
  wait?: (milliseconds: number) => Promise<unknown>;
};

/**
 * Starts a session and returns its ID and person; null for every rejection (wrong, unknown, disabled, throttled), so that
 * the response reveals nothing. An unknown email takes as long as a wrong password. Rejections go to the audit log.
 */
export async function signIn(
  database: Database,
  raw: unknown,
  source: Source,
  { now, device = null, wait = setTimeout }: SignInOptions,
): Promise<{ sessionId: string; personId: string } | null> {
  const parsed = credentials.safeParse(raw);
  if (!parsed.success) return null;
  const { db, sql } = database;
  const person = await db.person.findUnique({ where: { email: parsed.data.email } });
  const attempt = { email: parsed.data.email, personId: person?.id ?? null, address: source.address };
  const admission = await admitAttempt(sql, { ...attempt, device });
  if (admission.type === "refused") {
    // One event for a run of rejections; the next event tells how many there were.
    if ((await countRefusal(sql, admission.key)) === 1) await recordFailure(database, attempt, admission.cause, {});
    return refuse(admission.cause);
  }
  if (admission.waitMs > 0) await wait(admission.waitMs);

  const isRight = await verifyPassword(parsed.data.password, person?.passwordHash ?? null);
  if (!person || !isRight || person.disabledAt) {
    const cause = !person ? "unknown email address" : isRight ? "the person is disabled" : "wrong password";
    const refused = await takeRefusals(sql, admission.keys);
    await recordFailure(database, attempt, cause, { try: admission.try, refusedBefore: refused });
    return refuse(cause);
  }

  await admission.succeed();
  const sessionId = uuidv7();
  await db.$transaction(async (tx) => {
    await tx.session.create({
      data: {
        id: sessionId,
        personId: person.id,
        userAgent: source.userAgent === null ? null : cutText(source.userAgent, 500),
        address: source.address,
        createdAt: now,
        seenAt: now,
        expiresAt: new Date(now.getTime() + ABSOLUTE),
      },
    });
    await recordAudit(
      tx,
      { id: person.id, name: person.name, email: person.email, role: readRole(person.role), sessionId },
      {
        action: "session.started",
        entityType: "session",
        entityId: sessionId,
        summary: "Signed in",
        after: { from: source.address },
      },
    );
  });
  return { sessionId, personId: person.id };
}

type Failed = { email: string; personId: string | null; address: string | null };

/** `counts`: the attempt's number from its source, and how many were throttled since the last recorded one. */
const recordFailure = ({ db }: Database, { email, personId, address }: Failed, cause: string, counts: object) =>
  recordAudit(
    db,
    { visitor: email },
    {
      action: "session.refused",
      entityType: "person",
      entityId: personId ?? email,
      summary: `Failed sign-in as ${email} from ${address ?? "an unknown address"}: ${cause}`,
      after: { email, from: address, cause, ...counts },
    },
  );

function refuse(cause: string): null {
  log.warn({ cause }, "sign-in rejected");
  return null;
}

/** Ends the session; does nothing if it has already ended. */
export async function signOut({ db }: Database, sessionId: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id: sessionId }, include: { person: true } });
    if (!session || session.endedAt) return;
    await tx.session.update({ where: { id: sessionId }, data: { endedAt: now } });
    const { id, name, email: address, role } = session.person;
    await recordAudit(
      tx,
      { id, name, email: address, role: readRole(role), sessionId },
      { action: "session.ended", entityType: "session", entityId: sessionId, summary: "Signed out" },
    );
  });
}
