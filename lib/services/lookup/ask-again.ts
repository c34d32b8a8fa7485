import "server-only";
import { z } from "zod";
import type { Context, OpenAccount } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { addJob } from "@/lib/jobs/queue";

export const lookupId = z.object({ id: z.uuid("This lookup does not exist.") });
export type LookupId = z.output<typeof lookupId>;

/** Older answers than these are forgotten; the first one stays. */
const MAX_ROUNDS = 20;

const accountRow = z.object({ id: z.string() });
const lookupRow = z.object({ name: z.string(), valid: z.number(), last: z.number(), is_asking: z.boolean() });

/**
 * Asks every account in use that can read numbers about all numbers of the list; a worker does it, behind what people wait for. While that
 * goes on already, nothing is started. Errors: NOT_FOUND, INVALID_INPUT (no account can be asked).
 */
export async function startRound(ctx: Context, { id }: LookupId): Promise<void> {
  const accounts = await listReaders(ctx);
  if (accounts.length === 0)
    throw new AppError("INVALID_INPUT", "No carrier account in use can be asked about single numbers.");
  await inTransaction(ctx.sql, async (client) => {
    const [lookup] = await queryRows(client, lookupRow)`
      SELECT l.name, l.valid, (SELECT max(r.n)::int FROM lookup_round r WHERE r.lookup_id = l.id) AS last,
        EXISTS (SELECT FROM lookup_round r WHERE r.lookup_id = l.id AND r.state = 'asking') AS is_asking
      FROM lookup l WHERE l.id = ${id} FOR UPDATE`;
    if (!lookup) throw new AppError("NOT_FOUND", "This lookup does not exist.");
    if (lookup.is_asking) return;
    const n = lookup.last + 1;
    await client.query(`INSERT INTO lookup_round (lookup_id, n, state, actor_id) VALUES ($1, $2, 'asking', $3)`, [
      id,
      n,
      ctx.actor.id,
    ]);
    await client.query(
      `INSERT INTO lookup_ask (lookup_id, n, account_id, total) SELECT $1, $2, a, $4 FROM unnest($3::uuid[]) a`,
      [id, n, accounts, lookup.valid],
    );
    await client.query(`DELETE FROM lookup_round WHERE lookup_id = $1 AND n > 1 AND n <= $2`, [id, n - MAX_ROUNDS]);
    await addJob(client, "lookup.ask", { id, n }, { jobKey: `lookup.ask:${id}` });
    await recordAuditSql(client, ctx.actor, {
      action: "lookup.asked",
      entityType: "lookup",
      entityId: id,
      summary: `Asked the carriers about ${lookup.valid.toLocaleString("en-US")} ${lookup.valid === 1 ? "number" : "numbers"}: ${lookup.name}`,
      after: { round: n, accounts },
    });
  });
}

/** The accounts in use that can be asked about single numbers. */
async function listReaders(ctx: Pick<Context, "sql" | "carriers">): Promise<string[]> {
  const rows = await queryRows(
    ctx.sql,
    accountRow,
  )`SELECT id FROM carrier_account WHERE is_enabled ORDER BY carrier, label`;
  const opened = await Promise.all(rows.map(({ id }) => openReader(ctx, id)));
  return opened.flatMap((account) => account?.id ?? []);
}

/** Null for an account that was switched off, or has no reading of single numbers. */
export async function openReader({ carriers }: Pick<Context, "carriers">, id: string): Promise<OpenAccount | null> {
  try {
    const account = await carriers.open(id);
    return account.carrier.readNumbers ? account : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
