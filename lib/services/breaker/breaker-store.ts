import "server-only";
import type { PoolClient } from "pg";
import type { Sql } from "@/lib/db/client";
import { chooseProbeDelay, type PauseCause } from "@/lib/domain/carrier-breaker";
import type { Actor } from "@/lib/context";
import { addJob } from "@/lib/jobs/queue";
import { recordAuditSql } from "@/lib/services/audit/record-audit";
import { inTransaction } from "@/lib/services/fulfilment/transaction";

/** What a probe found wrong. */
export type Trouble = { cause: PauseCause; words: string; status: number | null; callId: string | null };
export type Held = { id: string; name: string };

/** Longer than any probe, so that two processes never ask at the same time. */
const PROBE_LEASE_SECONDS = 15;

type Row = { state: "open" | "closed"; cause: PauseCause | null; probes: number; closed_ago: number | null };

async function lockRow(client: PoolClient, accountId: string): Promise<Row | undefined> {
  await client.query(`INSERT INTO carrier_breaker (account_id) VALUES ($1) ON CONFLICT DO NOTHING`, [accountId]);
  const { rows } = await client.query<Row>(
    `SELECT state, cause, probes, (extract(epoch FROM now() - closed_at) * 1000)::float8 AS closed_ago
     FROM carrier_breaker WHERE account_id = $1 FOR UPDATE`,
    [accountId],
  );
  return rows[0];
}

/** Holds the account back in every process, or, where it is held already, keeps what this probe heard and plans the next one. */
export async function holdBack(sql: Sql, account: Held, { cause, words, status, callId }: Trouble): Promise<void> {
  await inTransaction(sql, async (client) => {
    const row = await lockRow(client, account.id);
    const isHeld = row?.state === "open";
    const probes = isHeld ? row.probes + 1 : 0;
    const delay = chooseProbeDelay(cause, probes, row?.closed_ago ?? null);
    await client.query(
      `UPDATE carrier_breaker SET state = 'open', cause = $2, last_answer = $3, last_status = $4, last_call_id = $5, probes = $6,
         opened_at = CASE WHEN state = 'open' THEN opened_at ELSE now() END, probed_at = now(), next_probe_at = now() + $7 * interval '1 s'
       WHERE account_id = $1`,
      [account.id, cause, words, status, callId, probes, delay],
    );
    if (isHeld && row.cause === cause) return;
    await recordAuditSql(client, "system", {
      action: "account.held",
      entityType: "carrier-account",
      entityId: account.id,
      summary: `${account.name} held back: ${words}`,
      after: { cause, status, callId },
    });
  });
}

/**
 * The carrier is well again: everything that waited for it is due now, in every process. False where the account was not held back.
 * `actor`: whoever asked for the probe.
 */
export async function letGo(sql: Sql, account: Held, actor: Actor | "system"): Promise<boolean> {
  return inTransaction(sql, async (client) => {
    // Items before orders before the rest, as the sender does.
    await client.query(
      `UPDATE order_item i SET due_at = now() FROM orders o
       WHERE o.account_id = $1 AND o.queued > 0 AND i.order_id = o.id AND i.state = 'queued' AND i.due_at > now()
         AND EXISTS (SELECT 1 FROM carrier_breaker WHERE account_id = $1 AND state = 'open')`,
      [account.id],
    );
    const { rows } = await client.query<{ opened_at: Date; probes: number }>(
      `UPDATE carrier_breaker SET state = 'closed', closed_at = now(), probed_at = now(), next_probe_at = NULL
       WHERE account_id = $1 AND state = 'open' RETURNING opened_at, probes`,
      [account.id],
    );
    const row = rows[0];
    if (!row) return false;
    // Looks that came due meanwhile were put off, some of them to the next probe: all are due now.
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
      summary: `${account.name} answers again after ${seconds} s: sending and looking up go on`,
      after: { heldSeconds: seconds, probes: row.probes + 1 },
    });
    return true;
  });
}

/** Whether the account is held back, and whether this process is to probe it now: then nobody else will for some seconds. */
export async function findHold(sql: Sql, accountId: string): Promise<{ isHeld: boolean; isMine: boolean }> {
  const { rows } = await sql.query<{ is_due: boolean }>(
    `SELECT b.next_probe_at <= now() OR a.updated_at > b.probed_at AS is_due
     FROM carrier_breaker b JOIN carrier_account a ON a.id = b.account_id WHERE b.account_id = $1 AND b.state = 'open'`,
    [accountId],
  );
  if (!rows[0]) return { isHeld: false, isMine: false };
  return { isHeld: true, isMine: rows[0].is_due && (await claimProbe(sql, accountId)) };
}

async function claimProbe(sql: Sql, accountId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE carrier_breaker b SET next_probe_at = now() + $2 * interval '1 s', probed_at = now() FROM carrier_account a
     WHERE a.id = b.account_id AND b.account_id = $1 AND b.state = 'open' AND (b.next_probe_at <= now() OR a.updated_at > b.probed_at)`,
    [accountId, PROBE_LEASE_SECONDS],
  );
  return rowCount === 1;
}
