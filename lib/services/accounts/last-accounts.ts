import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import type { AccountUse } from "@/lib/domain/account-choice";

const stored = z.record(z.string(), z.string()).catch({});

const preferenceRow = z.object({ accounts: z.unknown() });

/** For which uses the person last took each account, or has set it as the default, by the account's id. */
export async function listLastUses({ sql, actor }: Pick<Context, "sql" | "actor">): Promise<Map<string, AccountUse[]>> {
  const rows = await queryRows(sql, preferenceRow)`
    SELECT coalesce(preferences -> 'accounts', '{}') || coalesce(preferences -> 'defaultAccounts', '{}') AS accounts
    FROM person WHERE id = ${actor.id}`;
  const uses = new Map<string, AccountUse[]>();
  for (const [use, id] of Object.entries(stored.parse(rows[0]?.accounts ?? {})))
    // Written by `rememberAccount` alone.
    uses.set(id, [...(uses.get(id) ?? []), use as AccountUse]);
  return uses;
}

/** Keeps the account as the person's last choice for this use. Within the caller's transaction, where `sql` is its client. */
export async function rememberAccount(
  sql: Pick<Sql, "query">,
  personId: string | null,
  use: AccountUse,
  accountId: string,
): Promise<void> {
  await sql.query(
    `UPDATE person SET preferences = preferences || jsonb_build_object('accounts',
       coalesce(preferences -> 'accounts', '{}') || jsonb_build_object($2::text, $3::text))
     WHERE id = $1 AND preferences #>> ARRAY['accounts', $2::text] IS DISTINCT FROM $3::text`,
    [personId, use, accountId],
  );
}
