import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { EffectView } from "@/lib/domain/effect";
import { AppError } from "@/lib/domain/errors";
import { itemState } from "@/lib/domain/order";

export const effectPath = z.object({ id: z.uuid() });

const effectRow = z.object({
  id: z.string(),
  state: itemState,
  code: z.string().nullable(),
  message: z.string().nullable(),
  externalId: z.string().nullable(),
});

/** Errors: NOT_FOUND. */
export async function getEffect({ sql }: Pick<Context, "sql">, { id }: { id: string }): Promise<EffectView> {
  const [effect] = await queryRows(sql, effectRow)`
    SELECT id, state, code, message, external_id AS "externalId" FROM effect WHERE id = ${id}`;
  if (!effect) throw new AppError("NOT_FOUND");
  return effect;
}
