import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { chooseTroubleDelay, type OrderTrouble } from "@/lib/domain/order-trouble";
import { log } from "@/lib/log";
import type { FailedWrite } from "@/lib/engine/breaker/call-watch";
import type { ClaimedCheck, ClaimedRead } from "./claim";
import { inTransaction } from "@/lib/db/transaction";

const DEPRIORITIZED_SECONDS = 30;

type Claim = ClaimedCheck | ClaimedRead;

/**
 * A failed reading: its order shows it from now on, with the carrier's message, and the reading is due again after a while.
 * Waiting for an allowance, or for a paused account, is no trouble of the order's.
 */
export async function noteTrouble(sql: Sql, claim: Claim, error: unknown): Promise<void> {
  const fault = error instanceof CarrierError ? error : null;
  const isWaiting = fault?.fault === "rate_limited" || fault?.fault === "paused";
  if (!fault) log.error({ err: error, orderId: claim.orderId }, "a reading ended in a fault of our own");
  await inTransaction(sql, async (client) => {
    // Locks in the sender's order: claimed rows before the order.
    const wait = isWaiting && fault.resetAt !== undefined ? Math.max((fault.resetAt - Date.now()) / 1000, 0.5) : 5;
    await postpone(client, claim, wait);
    if (isWaiting) return;
    const tries = await writeTrouble(
      client,
      { orderId: claim.orderId, step: stepOf(claim) },
      {
        message: fault?.message ?? "the answer led to a fault of our own",
        status: fault?.status ?? null,
        isRefusal: fault?.fault === "auth",
      },
    );
    await postpone(client, claim, chooseTroubleDelay(tries));
  });
}

/** The reading that failed before has succeeded. */
export async function clearTrouble(sql: Sql, claim: Claim): Promise<void> {
  await sql.query(`UPDATE orders SET trouble = NULL WHERE id = $1 AND trouble->>'step' = $2`, [
    claim.orderId,
    stepOf(claim),
  ]);
}

/** Where other orders have numbers to send, only those whose writes failed wait. False where there is no other order. */
export async function pauseOrders(
  sql: Sql,
  accountId: string,
  { orderIds, message, status }: Pick<FailedWrite, "orderIds" | "message" | "status">,
): Promise<boolean> {
  const own = [...orderIds].filter((id) => id !== null);
  if (own.length < orderIds.size) return false;
  const { rowCount } = await sql.query(
    `SELECT FROM orders WHERE account_id = $1 AND queued > 0 AND control = 'run' AND id <> ALL($2::uuid[])
       AND coalesce(write_after <= now(), true) LIMIT 1`,
    [accountId, own],
  );
  if (rowCount === 0) return false;
  for (const orderId of own)
    await inTransaction(sql, async (client) => {
      const tries = await writeTrouble(client, { orderId, step: "write" }, { message, status });
      await client.query(`UPDATE orders SET write_after = now() + $2 * interval '1 s' WHERE id = $1`, [
        orderId,
        chooseTroubleDelay(tries),
      ]);
    });
  return true;
}

/** Orders whose writes caused the pause: another order is tried first, and goes on first. */
export async function deprioritize(sql: Sql, orderIds: Iterable<string | null>): Promise<void> {
  await sql.query(
    `UPDATE orders SET write_after = greatest(write_after, now() + interval '${DEPRIORITIZED_SECONDS} s') WHERE id = ANY($1::uuid[])`,
    [[...orderIds].filter((id) => id !== null)],
  );
}

/** One of its writes succeeded. */
export async function clearWriteTrouble(sql: Sql, orderId: string): Promise<void> {
  await sql.query(
    `UPDATE orders SET write_after = NULL, trouble = CASE WHEN trouble->>'step' = 'write' THEN NULL ELSE trouble END WHERE id = $1`,
    [orderId],
  );
}

const stepOf = (claim: Claim) => ("step" in claim ? claim.step : "check");

const triesRow = z.object({ tries: z.number() });

async function writeTrouble(
  client: PoolClient,
  { orderId, step }: { orderId: string; step: OrderTrouble["step"] },
  { message, status, isRefusal = false }: Pick<OrderTrouble, "status"> & { message: string; isRefusal?: boolean },
): Promise<number> {
  const [row] = await queryRows(client, triesRow)`
    UPDATE orders o SET trouble = jsonb_build_object('step', ${step}::text, 'message', ${message}::text, 'status', ${status}::int, 'isRefusal', ${isRefusal}::bool,
      'since', coalesce(p.trouble->>'since', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      'tries', coalesce((p.trouble->>'tries')::int, 0) + 1)
    FROM (SELECT id, CASE WHEN trouble->>'step' = ${step} THEN trouble END AS trouble FROM orders WHERE id = ${orderId} FOR UPDATE) p
    WHERE o.id = p.id RETURNING (o.trouble->>'tries')::int AS tries`;
  return row?.tries ?? 1;
}

/** A failed reading does not count: the limit of readings is about answers. */
async function postpone(client: PoolClient, claim: Claim, seconds: number): Promise<void> {
  if ("dispatches" in claim)
    await client.query(
      `UPDATE dispatch d SET due_at = now() + $2 * interval '1 s', polls = u.polls - 1
       FROM unnest($1::uuid[], $3::int[]) AS u(id, polls) WHERE d.id = u.id AND d.state IN ('accepted', 'lost')`,
      [claim.dispatches.map((one) => one.dispatchId), seconds, claim.dispatches.map((one) => one.polls)],
    );
  else
    await client.query(
      `UPDATE order_item SET due_at = now() + $3 * interval '1 s' WHERE order_id = $1 AND seq = ANY($2::int[]) AND state = 'queued'`,
      [claim.orderId, claim.items.map((item) => item.seq), seconds],
    );
}
