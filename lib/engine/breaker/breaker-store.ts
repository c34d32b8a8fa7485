import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows, raw } from "@/lib/db/sql";
import { chooseProbeDelay, PAUSE_CAUSES, type PauseCause } from "@/lib/domain/carrier-breaker";
import type { Actor } from "@/lib/context";
import { addJob } from "@/lib/jobs/queue";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

/** What a probe found wrong. */
export type Trouble = { cause: PauseCause; message: string; status: number | null; callId: string | null };
/** An account with its name for people. */
export type NamedAccount = { id: string; name: string };

/** Longer than any probe, so two processes never probe at once; a write that is the probe includes its whole call. */
const PROBE_LEASE_SECONDS = { reading: 15, write: 30 };

const breakerRow = z.object({
  state: z.enum(["open", "closed"]),
  cause: z.enum(PAUSE_CAUSES).nullable(),
  probes: z.number(),
  closed_ago: z.number().nullable(),
});
type BreakerRow = z.infer<typeof breakerRow>;

async function lockRow(client: PoolClient, accountId: string): Promise<BreakerRow | undefined> {
  await client.query(`INSERT INTO carrier_breaker (account_id) VALUES ($1) ON CONFLICT DO NOTHING`, [accountId]);
  const [row] = await queryRows(client, breakerRow)`
    SELECT state, cause, probes, (extract(epoch FROM now() - closed_at) * 1000)::float8 AS closed_ago
    FROM carrier_breaker WHERE account_id = ${accountId} FOR UPDATE`;
  return row;
}

/**
 * Pauses the account in every process. Where it is paused already, keeps the result of this probe and plans the next one.
 * `isProbe` false: writes in flight have failed without a probe; an account that is paused already is left as it is.
 */
export async function openBreaker(
  sql: Sql,
  account: NamedAccount,
  { cause, message, status, callId }: Trouble,
  { isProbe = true }: { isProbe?: boolean } = {},
): Promise<void> {
  await inTransaction(sql, async (client) => {
    const row = await lockRow(client, account.id);
    const isOpen = row?.state === "open";
    if (isOpen && !isProbe) return;
    const probes = isOpen ? row.probes + 1 : 0;
    const delay = chooseProbeDelay(cause, probes, row?.closed_ago ?? null);
    await client.query(
      `UPDATE carrier_breaker SET state = 'open', cause = $2, last_answer = $3, last_status = $4, last_call_id = $5, probes = $6,
         opened_at = CASE WHEN state = 'open' THEN opened_at ELSE now() END, probed_at = now(), next_probe_at = now() + $7 * interval '1 s'
       WHERE account_id = $1`,
      [account.id, cause, message, status, callId, probes, delay],
    );
    if (isOpen && row.cause === cause) return;
    await recordAuditSql(client, "system", {
      action: "account.held",
      entityType: "carrier-account",
      entityId: account.id,
      summary: `${account.name} held back: ${message}`,
      after: { cause, status, callId },
    });
  });
}

const openedRow = z.object({ opened_at: z.date(), probes: z.number() });

/**
 * The carrier is healthy: everything that waited for it is due now, in every process. False where the account was not paused,
 * or only its writes were and only a reading succeeded. `actor`: who asked for the probe. `proof`: what shows it well.
 */
export async function closeBreaker(
  sql: Sql,
  account: NamedAccount,
  actor: Actor | "system",
  proof: "reading" | "write" | "nothing waits" = "reading",
): Promise<boolean> {
  return inTransaction(sql, async (client) => {
    // Items before orders before the rest, as the sender does.
    await client.query(
      `UPDATE order_item i SET due_at = now() FROM orders o
       WHERE o.account_id = $1 AND o.queued > 0 AND i.order_id = o.id AND i.state = 'queued' AND i.due_at > now()
         AND EXISTS (SELECT 1 FROM carrier_breaker WHERE account_id = $1 AND state = 'open' AND (cause <> 'writes' OR $2))`,
      [account.id, proof !== "reading"],
    );
    const [row] = await queryRows(client, openedRow)`
      UPDATE carrier_breaker SET state = 'closed', closed_at = now(), probed_at = now(), next_probe_at = NULL
      WHERE account_id = ${account.id} AND state = 'open' AND (cause <> 'writes' OR ${proof !== "reading"}) RETURNING opened_at, probes`;
    if (!row) return false;
    // Readings that came due meanwhile were postponed: all are due now.
    await client.query(
      `UPDATE dispatch SET due_at = now() WHERE account_id = $1 AND due_at > now() AND state IN ('lost', 'accepted')`,
      [account.id],
    );
    await addJob(client, "account.wake", { accountId: account.id }, { jobKey: `account.wake:${account.id}` });
    const seconds = Math.round((Date.now() - row.opened_at.getTime()) / 1000);
    await recordAuditSql(client, actor, {
      action: "account.released",
      entityType: "carrier-account",
      entityId: account.id,
      summary:
        proof === "nothing waits"
          ? `${account.name} is no longer paused after ${seconds} s: nothing is waiting to be sent`
          : `${account.name} ${proof === "write" ? "takes changes" : "answers"} again after ${seconds} s: sending and looking up go on`,
      after: { heldSeconds: seconds, probes: row.probes + 1 },
    });
    return true;
  });
}

/** `cause` null: the account is not paused. `isMine`: this process probes it now, and no other will for some seconds. */
export type BreakerState = { cause: PauseCause | null; isMine: boolean };

/** Writes are tried again early for an order that came since: it may be the first that the carrier accepts. */
const IS_DUE = `(b.next_probe_at <= now() OR a.updated_at > b.probed_at OR (b.cause = 'writes' AND EXISTS (
  SELECT 1 FROM orders o WHERE o.account_id = b.account_id AND o.queued > 0 AND o.control = 'run' AND o.submitted_at > b.probed_at)))`;

const dueRow = z.object({ cause: z.enum(PAUSE_CAUSES), is_due: z.boolean() });

export async function readBreaker(sql: Sql, accountId: string): Promise<BreakerState> {
  const [row] = await queryRows(sql, dueRow)`
    SELECT b.cause, coalesce(${raw(IS_DUE)}, false) AS is_due
    FROM carrier_breaker b JOIN carrier_account a ON a.id = b.account_id WHERE b.account_id = ${accountId} AND b.state = 'open'`;
  if (!row) return { cause: null, isMine: false };
  return { cause: row.cause, isMine: row.is_due && (await claimProbe(sql, accountId)) };
}

async function claimProbe(sql: Sql, accountId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE carrier_breaker b SET probed_at = now(),
       next_probe_at = now() + CASE WHEN b.cause = 'writes' THEN $3::int ELSE $2::int END * interval '1 s'
     FROM carrier_account a WHERE a.id = b.account_id AND b.account_id = $1 AND b.state = 'open' AND ${IS_DUE}`,
    [accountId, PROBE_LEASE_SECONDS.reading, PROBE_LEASE_SECONDS.write],
  );
  return rowCount === 1;
}

/** Probes again after so many seconds; false where the account is not paused for `cause`. */
export async function planProbe(sql: Sql, accountId: string, cause: PauseCause, seconds: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE carrier_breaker SET next_probe_at = now() + $3 * interval '1 s' WHERE account_id = $1 AND state = 'open' AND cause = $2`,
    [accountId, cause, seconds],
  );
  return rowCount === 1;
}
