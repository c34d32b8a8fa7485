import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import {
  type Preferences,
  type setColumnsInput,
  type setDefaultAccountInput,
  type setDensityInput,
  storedPreferences,
} from "@/lib/domain/preferences";

const preferencesRow = z.object({ preferences: z.unknown() });

/** What the person has set; the defaults where nothing is. */
export async function readPreferences({ sql, actor }: Pick<Context, "sql" | "actor">): Promise<Preferences> {
  const [row] = await queryRows(sql, preferencesRow)`SELECT preferences FROM person WHERE id = ${actor.id}`;
  return storedPreferences.parse(row?.preferences ?? {});
}

export const setDensity = (ctx: Context, { density }: z.output<typeof setDensityInput>): Promise<null> =>
  setPreference(ctx, ["density"], density);

export const setColumns = (ctx: Context, { list, names }: z.output<typeof setColumnsInput>): Promise<null> =>
  setPreference(ctx, ["columns", list], names);

/** Errors: INVALID_INPUT (no account in use has this id). */
export async function setDefaultAccount(
  ctx: Context,
  { kind, accountId }: z.output<typeof setDefaultAccountInput>,
): Promise<null> {
  if (accountId !== null && !(await ctx.db.carrierAccount.findFirst({ where: { id: accountId, isEnabled: true } })))
    throw new AppError("INVALID_INPUT", "This account is not in use. Reload the page and choose another one.");
  return setPreference(ctx, ["defaultAccounts", kind], accountId);
}

/** One value at its place; the others stay, whichever tab writes them. Null removes it. */
async function setPreference(
  { sql, actor }: Context,
  [group, name]: readonly [group: string, name?: string],
  value: unknown,
): Promise<null> {
  const path = name === undefined ? [group] : [group, name];
  if (value === null)
    await sql.query(`UPDATE person SET updated_at = now(), preferences = preferences #- $2::text[] WHERE id = $1`, [
      actor.id,
      path,
    ]);
  else
    await sql.query(
      `UPDATE person SET updated_at = now(), preferences = jsonb_set(
         CASE WHEN preferences ? $4 THEN preferences ELSE preferences || jsonb_build_object($4::text, '{}'::jsonb) END,
         $2::text[], $3::jsonb) WHERE id = $1`,
      [actor.id, path, JSON.stringify(value), group],
    );
  return null;
}
