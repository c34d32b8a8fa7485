import "server-only";
import { createHash } from "node:crypto";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { OrderParams } from "@/lib/carriers/carrier";
import type { Context, OpenAccount } from "@/lib/context";
import { countRow, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import { CANCELLED, type LeftOut, type OrderRelation, type PlacedChild } from "@/lib/domain/order-view";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { recordAuditSql } from "@/lib/db/record-audit";
import { insertOrder } from "./insert-order";
import type { LockedOrder } from "./lock-order";
import { orderParams } from "./order-columns";

export type ChildInput = {
  parent: LockedOrder;
  account: OpenAccount;
  kind: OrderKind;
  relation: Extract<OrderRelation, "retry" | "undo">;
  /** Which of several such children of the parent, counted from 0 as the person saw them. */
  round: number;
  chosen: readonly { seq: number; e164: PhoneNumber }[];
  params: OrderParams;
  reason?: string;
};

const SHOWN_LEFT_OUT = 20;

const paramsRow = z.object({ e164: phoneNumber, params: orderParams });
const placedRow = z.object({ id: z.string(), ref: z.string(), requested: z.number() });
const busyRow = z.object({ e164: phoneNumber, ref: z.string(), is_open: z.boolean() });

/**
 * A child order of the chosen numbers, in the caller's transaction, which holds the parent's lock. The same choice in the same round
 * gives the same order. A number with another open order at the account is left out, with the reason.
 */
export async function placeChild(client: PoolClient, ctx: Context, input: ChildInput): Promise<PlacedChild> {
  const { parent, relation, account, kind } = input;
  const seqs = input.chosen.map((item) => item.seq);
  const digest = createHash("sha256").update(JSON.stringify(seqs)).digest("hex").slice(0, 32);
  const key = `${relation}:${parent.id}:${input.round}:${digest}`;
  const existing = await findByKey(client, key);
  if (existing) return existing;
  await checkRound(client, input);

  const numbers = input.chosen.map((item) => item.e164);
  const leftOut = await findBusy(client, input, numbers);
  const free = numbers.filter((number) => !leftOut.has(number));
  const reasons: LeftOut[] = [...leftOut].map(([number, why]) => ({ number, why }));
  if (free.length === 0)
    throw new AppError(
      "CONFLICT",
      `Nothing was placed: ${reasons[0] ? `${reasons[0].number} ${reasons[0].why}` : "no number was chosen"}${
        reasons.length > 1 ? `, and ${reasons.length - 1} more like it` : ""
      }.`,
    );
  const placed = await insertOrder(client, {
    kind,
    account,
    numbers: free,
    params: input.params,
    itemParams: relation === "retry" ? await readItemParams(client, parent.id) : undefined,
    isPrechecked: !account.carrier.programs[kind]?.requiresPrecheck,
    actorId: ctx.actor.id,
    idempotencyKey: key,
    parentId: parent.id,
    relation,
    reason: input.reason,
  });
  await recordAuditSql(client, ctx.actor, {
    action: relation === "retry" ? "order.retried" : "order.undone",
    entityType: "order",
    entityId: placed.orderId,
    summary: `${ORDER_KINDS[kind].label} ${placed.ref} of ${free.length === 1 ? "1 number" : `${free.length} numbers`}: ${relation === "retry" ? "retries" : "undoes"} ${parent.ref}`,
    reason: input.reason,
    after: { kind, accountId: account.id, numbers: free.length, leftOut: leftOut.size, parent: parent.ref },
  });
  return {
    ...placed,
    count: free.length,
    leftOut: reasons.slice(0, SHOWN_LEFT_OUT),
    leftOutCount: reasons.length,
  };
}

/** A retried number keeps its own parameters. */
async function readItemParams(client: PoolClient, orderId: string): Promise<Map<PhoneNumber, OrderParams>> {
  const rows = await queryRows(client, paramsRow)`
    SELECT e164, params FROM order_item WHERE order_id = ${orderId} AND params IS NOT NULL`;
  return new Map(rows.map((row) => [row.e164, row.params]));
}

async function findByKey(client: PoolClient, key: string): Promise<PlacedChild | null> {
  const [row] = await queryRows(
    client,
    placedRow,
  )`SELECT id, ref, requested FROM orders WHERE idempotency_key = ${key}`;
  return row
    ? { orderId: row.id, ref: row.ref, isExisting: true, count: row.requested, leftOut: [], leftOutCount: 0 }
    : null;
}

/** No screen shows a round that does not exist yet; accepting one would bypass the key. */
async function checkRound(client: PoolClient, { parent, relation, round }: ChildInput) {
  const rows = await queryRows(client, countRow)`
    SELECT count(*) AS count FROM orders WHERE parent_id = ${parent.id} AND relation = ${relation}`;
  if (round > (rows[0]?.count ?? 0)) throw new AppError("CONFLICT");
}

/** Numbers with an open order of this kind or its inverse, or that an earlier child has settled. */
async function findBusy(
  client: PoolClient,
  { parent, kind, relation }: ChildInput,
  numbers: readonly PhoneNumber[],
): Promise<Map<PhoneNumber, string>> {
  const kinds = [...new Set([kind, ORDER_KINDS[kind].inverse ?? kind])];
  const rows = await queryRows(client, busyRow)`
    SELECT DISTINCT ON (i.e164) i.e164, o.ref, i.state IN ('queued', 'sending', 'accepted', 'unknown') AS is_open
    FROM order_item i JOIN orders o ON o.id = i.order_id
    WHERE i.e164 = ANY(${numbers}::text[]) AND o.account_id = ${parent.account_id} AND o.id <> ${parent.id} AND (
      (o.kind = ANY(${kinds}::text[]) AND i.state IN ('queued', 'sending', 'accepted', 'unknown'))
      OR (o.parent_id = ${parent.id} AND o.relation = ${relation}
        AND (i.state = 'confirmed' OR (i.state = 'skipped' AND i.code IS DISTINCT FROM ${CANCELLED}))))
    ORDER BY i.e164, o.created_at DESC`;
  return new Map(
    rows.map((row) => [row.e164, row.is_open ? `is in order ${row.ref}, still under way` : `was done by ${row.ref}`]),
  );
}
