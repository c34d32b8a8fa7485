import "server-only";
import type { PoolClient } from "pg";
import type { OrderParams } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { isTollFree, type PhoneNumber } from "@/lib/domain/phone-number";
import type { LaterCode } from "@/lib/domain/uploads/row-codes";
import { listHeld } from "@/lib/services/cart/list-held";
import { checkAvailability } from "@/lib/services/inventory/check-availability";
import { openInventory, readForPerson } from "@/lib/services/inventory/open-inventory";
import { placePrepared, type PreparedOrder, prepareOrder } from "@/lib/services/orders/place-order";
import { readUploadHead } from "./upload-head";
import { openGroup, refuseTooMany } from "./check-group";
import { blockRows } from "./block-rows";
import { type OrderGroup, readOwnParams } from "./order-groups";
import type { SendableRow, Sending } from "./sendable-rows";

/** Rows of one order, and those that turn out not to be possible, by why. */
export type PartPlan = {
  group: OrderGroup;
  sending: Sending;
  rows: readonly SendableRow[];
  leftOut: ReadonlyMap<number, LaterCode>;
  prepared: PreparedOrder | null;
};

type Part = { group: OrderGroup; sending: Sending; after: number; rows: readonly SendableRow[] };

/**
 * Everything that is checked before the transaction, as the verb of the kind itself does: limits, room, what is still on offer. Throws
 * AppError or CarrierError where the order is refused as a whole.
 */
export async function preparePart(ctx: Context, { group, sending, after, rows }: Part): Promise<PartPlan> {
  await openGroup(ctx, group);
  const leftOut = await findImpossible(ctx, group, rows);
  const sent = rows.filter(({ seq }) => !leftOut.has(seq));
  if (sent.length === 0) return { group, sending, rows, leftOut, prepared: null };
  const numbers = sent.map(({ e164 }) => e164);
  await refuseTooMany(ctx, group, numbers.length, () => Promise.resolve(numbers));
  const [first] = group.targets;
  const { submission } = await readUploadHead(ctx.sql, sending.uploadId);
  const prepared = await prepareOrder(
    ctx,
    {
      kind: group.kind,
      accountId: group.accountId,
      numbers,
      params: first.params,
      reason: submission?.reason,
      idempotencyKey: `upload:${sending.uploadId}:${sending.attempt}:${first.n}:${after}`,
    },
    listItemParams(group, sent),
  );
  return { group, sending, rows, leftOut, prepared };
}

async function findImpossible(
  ctx: Context,
  { kind, accountId }: OrderGroup,
  rows: readonly SendableRow[],
): Promise<Map<number, LaterCode>> {
  const leftOut = new Map<number, LaterCode>();
  if (kind === "campaign-assign")
    for (const { seq, e164 } of rows) if (isTollFree(e164)) leftOut.set(seq, "campaign-toll-free");
  if (kind !== "purchase") return leftOut;
  const held = await listHeld(
    ctx,
    accountId,
    rows.map(({ e164 }) => e164),
  );
  const { inventory } = await openInventory(ctx, accountId);
  const asked = rows.flatMap(({ e164 }) => (held.has(e164) ? [] : [e164]));
  const { taken } = await readForPerson(ctx, () => checkAvailability(inventory, asked));
  const gone = new Set(taken);
  for (const { seq, e164 } of rows) {
    if (held.has(e164)) leftOut.set(seq, "held-already");
    else if (gone.has(e164)) leftOut.set(seq, "not-offered");
  }
  return leftOut;
}

function listItemParams(group: OrderGroup, rows: readonly SendableRow[]): Map<PhoneNumber, OrderParams> | undefined {
  const own = new Map(group.targets.map((target) => [target.n, readOwnParams(group, target)]));
  const entries = rows.flatMap(({ e164, target }): [PhoneNumber, OrderParams][] => {
    const params = own.get(target);
    return params ? [[e164, params]] : [];
  });
  return entries.length > 0 ? new Map(entries) : undefined;
}

/** The order, its link to the upload, and what is left out of it, in the caller's transaction. Whether there is an order. */
export async function placePart(client: PoolClient, ctx: Context, plan: PartPlan): Promise<boolean> {
  const { sending, leftOut, rows, prepared } = plan;
  const codes = new Set(leftOut.values());
  for (const code of codes)
    await blockRows(
      client,
      sending.uploadId,
      code,
      [...leftOut].flatMap(([seq, own]) => (own === code ? [seq] : [])),
    );
  if (!prepared) return false;
  const { orderId } = await placePrepared(client, ctx, prepared);
  const targets = new Set(rows.flatMap(({ seq, target }) => (leftOut.has(seq) ? [] : [target])));
  await client.query(
    `INSERT INTO upload_order (upload_id, order_id, target, attempt) SELECT $1, $2, t, $4 FROM unnest($3::int[]) t ON CONFLICT DO NOTHING`,
    [sending.uploadId, orderId, [...targets], sending.attempt],
  );
  return true;
}
