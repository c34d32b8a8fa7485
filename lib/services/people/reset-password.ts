import type { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/db/record-audit";
import { forgetPerson } from "./attempt-throttle";
import { getPersonForUpdate } from "./find-person";
import { generatePassword, hashPassword } from "./password";
import { personId } from "./person";

export const resetPasswordInput = personId;

/** Gives the person a new password, shown once, to be changed at the next sign-in; ends all sessions. */
export async function resetPassword(
  ctx: Context,
  input: z.output<typeof resetPasswordInput>,
): Promise<{ password: string }> {
  if (input.personId === ctx.actor.id) throw new AppError("CONFLICT", "Change your own password under Settings.");
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  const email = await ctx.db.$transaction(async (tx) => {
    const person = await getPersonForUpdate(tx, input.personId);
    await tx.person.update({ where: { id: person.id }, data: { passwordHash, mustChange: true } });
    await tx.session.updateMany({ where: { personId: person.id, endedAt: null }, data: { endedAt: ctx.now() } });
    await recordAudit(tx, ctx.actor, {
      action: "person.password-reset",
      entityType: "person",
      entityId: person.id,
      summary: `Reset the password of ${person.name} <${person.email}>`,
    });
    return person.email;
  });
  await forgetPerson(ctx.sql, email);
  return { password };
}
