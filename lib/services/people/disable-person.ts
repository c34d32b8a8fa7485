import type { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { recordAudit } from "@/lib/db/record-audit";
import { getPersonForUpdate } from "./find-person";
import { keepAnAdministrator } from "./last-administrator";
import { personId, reason } from "./person";

export const disablePersonInput = personId.extend({ reason });

/** Ends all sessions of the person, who is out on the very next request. */
export async function disablePerson(ctx: Context, input: z.output<typeof disablePersonInput>): Promise<void> {
  if (input.personId === ctx.actor.id) throw new AppError("CONFLICT", "You cannot disable yourself.");
  await ctx.db.$transaction(async (tx) => {
    await keepAnAdministrator(tx, input.personId);
    const person = await getPersonForUpdate(tx, input.personId);
    if (person.disabledAt) return;
    const at = ctx.now();
    await tx.person.update({ where: { id: person.id }, data: { disabledAt: at } });
    const { count } = await tx.session.updateMany({
      where: { personId: person.id, endedAt: null },
      data: { endedAt: at },
    });
    await recordAudit(tx, ctx.actor, {
      action: "person.disabled",
      entityType: "person",
      entityId: person.id,
      summary: `Disabled ${person.name} <${person.email}>`,
      reason: input.reason,
      before: { isDisabled: false },
      after: { isDisabled: true, endedSessions: count },
    });
  });
}
