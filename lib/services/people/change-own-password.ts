import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/db/record-audit";
import { BY_SOURCE, countAttempt, forgetAttempts } from "./attempt-throttle";
import { findWeakness } from "./password-strength";
import { hashPassword, newPassword, verifyPassword } from "./password";

export const changeOwnPasswordInput = z.object({
  current: z.string().min(1, "Enter your present password."),
  next: newPassword,
});

/** Needs the present password, as an unlocked screen may be anyone's; ends all other sessions. */
export async function changeOwnPassword(
  ctx: Context,
  input: z.output<typeof changeOwnPasswordInput>,
): Promise<{ endedSessions: number }> {
  const throttle = `password:${ctx.actor.id}`;
  if ((await countAttempt(ctx.sql, throttle, BY_SOURCE)) === null) throw new AppError("THROTTLED");
  const { passwordHash: stored } = await ctx.db.person.findUniqueOrThrow({
    where: { id: ctx.actor.id },
    select: { passwordHash: true },
  });
  if (!(await verifyPassword(input.current, stored)))
    throw new AppError("INVALID_INPUT", undefined, { fields: { current: ["This is not your present password."] } });
  await forgetAttempts(ctx.sql, throttle);
  const weakness = await findWeakness(input.next, ctx.actor);
  if (weakness !== null) throw new AppError("INVALID_INPUT", undefined, { fields: { next: [weakness] } });
  if (await verifyPassword(input.next, stored))
    throw new AppError("INVALID_INPUT", undefined, {
      fields: { next: ["Choose one that differs from the present one."] },
    });

  const passwordHash = await hashPassword(input.next);
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.person.updateMany({
      where: { id: ctx.actor.id, passwordHash: stored },
      data: { passwordHash, mustChange: false },
    });
    if (count === 0) throw new AppError("CONFLICT");
    const ended = await tx.session.updateMany({
      where: { personId: ctx.actor.id, endedAt: null, id: { not: ctx.actor.sessionId } },
      data: { endedAt: ctx.now() },
    });
    await recordAudit(tx, ctx.actor, {
      action: "person.password-changed",
      entityType: "person",
      entityId: ctx.actor.id,
      summary: "Changed their own password",
    });
    return { endedSessions: ended.count };
  });
}
