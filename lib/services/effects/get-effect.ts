import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import type { EffectView } from "@/lib/domain/effect";
import { AppError } from "@/lib/domain/errors";

export const effectPath = z.object({ id: z.uuid() });

/** Errors: NOT_FOUND. */
export async function getEffect({ sql }: Pick<Context, "sql">, { id }: { id: string }): Promise<EffectView> {
  const { rows } = await sql.query<EffectView>(
    `SELECT id, state, code, message, external_id AS "externalId" FROM effect WHERE id = $1`,
    [id],
  );
  const effect = rows[0];
  if (!effect) throw new AppError("NOT_FOUND");
  return effect;
}
