import "server-only";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { cutText } from "@/lib/domain/clean-text";
import { log } from "@/lib/log";
import { recordAudit } from "@/lib/services/audit/record-audit";
import {
  BY_ADDRESS,
  BY_EMAIL,
  countAttempt,
  forgetAttempts,
  takeBackAttempt,
} from "@/lib/services/people/attempt-throttle";
import { verifyPassword } from "@/lib/services/people/password";
import { email, readRole } from "@/lib/services/people/person";
import { ABSOLUTE } from "@/lib/services/people/session-life";

const credentials = z.object({ email, password: z.string().min(1).max(1000) });

export type SignInSource = { address: string | null; userAgent: string | null };

/**
 * Starts a session and returns its id; null for every refusal (wrong, unknown, disabled, throttled), so that the answer tells
 * nothing. An unknown e-mail address costs the same time as a wrong password.
 */
export async function signIn(
  { db, sql }: Database,
  raw: unknown,
  source: SignInSource,
  now: Date,
): Promise<string | null> {
  const parsed = credentials.safeParse(raw);
  if (!parsed.success) return null;
  const byEmail = `email:${parsed.data.email}`;
  const byAddress = source.address === null ? null : `address:${source.address}`;
  if (byAddress !== null && !(await countAttempt(sql, byAddress, BY_ADDRESS))) return refuse("throttled by address");
  if (!(await countAttempt(sql, byEmail, BY_EMAIL))) return refuse("throttled by e-mail address");

  const person = await db.person.findUnique({ where: { email: parsed.data.email } });
  const isRight = await verifyPassword(parsed.data.password, person?.passwordHash ?? null);
  if (!person || !isRight || person.disabledAt) return refuse("wrong, unknown or disabled");

  await forgetAttempts(sql, byEmail);
  if (byAddress !== null) await takeBackAttempt(sql, byAddress);
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
      { action: "session.started", entityType: "session", entityId: sessionId, summary: "Signed in" },
    );
  });
  return sessionId;
}

function refuse(cause: string): null {
  log.warn({ cause }, "sign-in refused");
  return null;
}

/** Marks the session as ended; nothing happens when it has ended already. */
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
