import type { z } from "zod";
import type { Context } from "@/lib/context";
import { role, ROLE_LABELS } from "@/lib/domain/permissions";
import { recordAudit } from "@/lib/db/record-audit";
import { getPersonForUpdate } from "./find-person";
import { keepAnAdministrator } from "./last-administrator";
import { personId, reason } from "./person";

export const setRoleInput = personId.extend({ role, reason });

/** Holds on the person's very next request. */
export async function setRole(ctx: Context, input: z.output<typeof setRoleInput>): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    if (input.role !== "administrator") await keepAnAdministrator(tx, input.personId);
    const person = await getPersonForUpdate(tx, input.personId);
    if (person.role === input.role) return;
    await tx.person.update({ where: { id: person.id }, data: { role: input.role } });
    await recordAudit(tx, ctx.actor, {
      action: "person.role-changed",
      entityType: "person",
      entityId: person.id,
      summary: `Changed the role of ${person.name} from ${ROLE_LABELS[person.role]} to ${ROLE_LABELS[input.role]}`,
      reason: input.reason,
      before: { role: person.role },
      after: { role: input.role },
    });
  });
}
