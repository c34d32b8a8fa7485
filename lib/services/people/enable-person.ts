import type { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAudit } from "@/lib/db/record-audit";
import { getPersonForUpdate } from "./find-person";
import { personId } from "./person";

export const enablePersonInput = personId;

/** The person may sign in again, with the old password and role. */
export async function enablePerson(ctx: Context, input: z.output<typeof enablePersonInput>): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const person = await getPersonForUpdate(tx, input.personId);
    if (!person.disabledAt) return;
    await tx.person.update({ where: { id: person.id }, data: { disabledAt: null } });
    await recordAudit(tx, ctx.actor, {
      action: "person.enabled",
      entityType: "person",
      entityId: person.id,
      summary: `Enabled ${person.name} <${person.email}>`,
      before: { isDisabled: true },
      after: { isDisabled: false },
    });
  });
}
