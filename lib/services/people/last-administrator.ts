import { z } from "zod";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/domain/errors";

const administrators = z.array(z.object({ id: z.string() }));

/**
 * Refuses what would leave nobody in charge. Locks all administrators' rows, so that two of them demoting each other at the same
 * moment cannot both succeed.
 */
export async function keepAnAdministrator(tx: DbTransaction, leavingId: string): Promise<void> {
  const rows = administrators.parse(
    await tx.$queryRaw`
      SELECT id FROM person WHERE role = 'administrator' AND disabled_at IS NULL ORDER BY id FOR UPDATE`,
  );
  const isAdministrator = rows.some(({ id }) => id === leavingId);
  if (isAdministrator && rows.length === 1)
    throw new AppError("CONFLICT", "This is the last administrator. Make someone else administrator first.");
}
