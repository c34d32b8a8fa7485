import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { role, ROLE_LABELS } from "@/lib/domain/permissions";
import { recordAudit } from "@/lib/db/record-audit";
import { generatePassword, hashPassword } from "./password";
import { email, personName } from "./person";

export const addPersonInput = z.object({ name: personName, email, role });

/** `password` is shown once and never again; it must be changed at the first sign-in. */
export type AddedPerson = { id: string; email: string; password: string };

export async function addPerson(ctx: Context, input: z.output<typeof addPersonInput>): Promise<AddedPerson> {
  const password = generatePassword();
  const passwordHash = await hashPassword(password);
  const id = uuidv7();
  await ctx.db.$transaction(async (tx) => {
    const added = await tx.$executeRaw`
      INSERT INTO person (id, email, name, role, password_hash, must_change)
      VALUES (${id}::uuid, ${input.email}, ${input.name}, ${input.role}, ${passwordHash}, true)
      ON CONFLICT (email) DO NOTHING`;
    if (added === 0)
      throw new AppError("INVALID_INPUT", undefined, {
        fields: { email: ["Someone with this e-mail address exists."] },
      });
    await recordAudit(tx, ctx.actor, {
      action: "person.added",
      entityType: "person",
      entityId: id,
      summary: `Added ${input.name} <${input.email}> as ${ROLE_LABELS[input.role]}`,
      after: { name: input.name, email: input.email, role: input.role },
    });
  });
  return { id, email: input.email, password };
}
