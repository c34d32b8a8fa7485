import "server-only";
import { createHash, randomInt } from "node:crypto";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { OrderParams } from "@/lib/carriers/carrier";
import { idRow, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import type { PlacedOrder } from "@/lib/domain/order-input";
import type { OrderRelation } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { addJob } from "@/lib/jobs/queue";
import { refuseOverflow } from "@/lib/services/campaigns/campaign-room";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";

export type NewOrder = {
  kind: OrderKind;
  account: { id: string; carrierId: string };
  numbers: readonly PhoneNumber[];
  params: OrderParams;
  /** What single numbers have of their own, laid over `params`. */
  itemParams?: ReadonlyMap<PhoneNumber, OrderParams>;
  /** False where the program reads before its first write. */
  isPrechecked: boolean;
  actorId: string | null;
  idempotencyKey: string;
  reason?: string | null;
  parentId?: string | null;
  relation?: OrderRelation | null;
};

/** Somebody is waiting for an order of so few numbers: it goes before large ones. */
const MAX_URGENT_NUMBERS = 5;
const REF_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

const existingRow = z.object({ id: z.string(), ref: z.string(), content_hash: z.string() });

/**
 * Order, items and wake-up in the caller's transaction. The same key with the same content gives the order that exists already; with
 * other content it is refused (AppError CONFLICT), and so are more numbers than their campaign has room for.
 */
export async function insertOrder(client: PoolClient, order: NewOrder): Promise<PlacedOrder> {
  const numbers = [...new Set(order.numbers)];
  const contentHash = hashContent(order, numbers);
  const id = uuidv7();
  const ref = `T${Array.from({ length: 9 }, () => REF_ALPHABET[randomInt(REF_ALPHABET.length)]).join("")}`;
  const { kind, account, actorId, idempotencyKey, parentId = null, relation = null } = order;
  const inserted = await queryRows(client, idRow)`
    INSERT INTO orders (id, ref, kind, carrier, account_id, parent_id, relation, created_by_id, idempotency_key, content_hash, reason,
      params, priority, submitted_at)
    VALUES (${id}, ${ref}, ${kind}, ${account.carrierId}, ${account.id}, ${parentId}, ${relation}, ${actorId}, ${idempotencyKey},
      ${contentHash}, ${order.reason || null}, ${JSON.stringify(order.params)}, ${numbers.length <= MAX_URGENT_NUMBERS ? 0 : 1}, now())
    ON CONFLICT (idempotency_key) DO NOTHING RETURNING id`;
  if (inserted.length === 0) return findExisting(client, order.idempotencyKey, contentHash);
  const { campaignId } = order.params;
  if (ORDER_KINDS[order.kind].takesCampaignRoom && typeof campaignId === "string")
    await refuseOverflow(client, { accountId: order.account.id, campaignId, numbers, orderId: id });
  await ensureNumbers(client, numbers, { isOrdered: true });
  await client.query(
    `INSERT INTO order_item (order_id, seq, e164, params, is_prechecked)
     SELECT $1, u.seq, u.e164, u.params::jsonb, $4 FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS u(e164, params, seq)`,
    [id, numbers, numbers.map((number) => toJson(order.itemParams?.get(number))), order.isPrechecked],
  );
  await addJob(client, "account.wake", { accountId: order.account.id }, { jobKey: `account.wake:${order.account.id}` });
  return { orderId: id, ref, isExisting: false };
}

const toJson = (params: OrderParams | undefined) => (params ? JSON.stringify(params) : null);

async function findExisting(client: PoolClient, key: string, contentHash: string): Promise<PlacedOrder> {
  const [row] = await queryRows(client, existingRow)`
    SELECT id, ref, content_hash FROM orders WHERE idempotency_key = ${key}`;
  if (row?.content_hash !== contentHash)
    throw new AppError(
      "CONFLICT",
      "This form was already submitted with other content. Reload the page to place another order.",
    );
  return { orderId: row.id, ref: row.ref, isExisting: true };
}

function hashContent(order: NewOrder, numbers: readonly PhoneNumber[]): string {
  const params = Object.entries(order.params).sort(([a], [b]) => (a < b ? -1 : 1));
  const own = order.itemParams?.size ? [numbers.map((number) => toJson(order.itemParams?.get(number)))] : [];
  return createHash("sha256")
    .update(JSON.stringify([order.kind, order.account.id, order.parentId ?? null, params, numbers, ...own]))
    .digest("hex");
}
