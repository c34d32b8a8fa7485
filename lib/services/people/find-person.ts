import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/domain/errors";
import { readRole } from "./person";

/** Locks the row for the rest of the transaction. Throws NOT_FOUND. */
export async function getPersonForUpdate(tx: DbTransaction, personId: string) {
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${personId}::uuid FOR UPDATE`;
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { id: true, name: true, email: true, role: true, disabledAt: true, mustChange: true },
  });
  if (!person) throw new AppError("NOT_FOUND", "This person does not exist.");
  return { ...person, role: readRole(person.role) };
}
