import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/db/record-audit";
import { getPersonForUpdate } from "./find-person";
import { personId } from "./person";

export const endSessionsInput = personId;

/** Signs the person out everywhere; an administrator who does it to themselves stays signed in here. */
export async function endSessions(ctx: Context, input: z.output<typeof endSessionsInput>): Promise<{ ended: number }> {
  return ctx.db.$transaction(async (tx) => {
    const person = await getPersonForUpdate(tx, input.personId);
    const { count } = await tx.session.updateMany({
      where: { personId: person.id, endedAt: null, id: { not: ctx.actor.sessionId } },
      data: { endedAt: ctx.now() },
    });
    if (count > 0)
      await recordAudit(tx, ctx.actor, {
        action: "person.sessions-ended",
        entityType: "person",
        entityId: person.id,
        summary: `Signed ${person.name} out of ${count} session${count === 1 ? "" : "s"}`,
      });
    return { ended: count };
  });
}

export const endOwnSessionInput = z.object({ sessionId: z.uuid() });

/** Ends one of one's own sessions, the present one included. */
export async function endOwnSession(ctx: Context, input: z.output<typeof endOwnSessionInput>): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: input.sessionId, personId: ctx.actor.id, endedAt: null },
      data: { endedAt: ctx.now() },
    });
    if (count === 0) throw new AppError("NOT_FOUND", "This session has ended already.");
    await recordAudit(tx, ctx.actor, {
      action: "session.ended",
      entityType: "session",
      entityId: input.sessionId,
      summary: input.sessionId === ctx.actor.sessionId ? "Signed out" : "Ended another session of their own",
    });
  });
}
