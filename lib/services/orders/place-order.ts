import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { OrderParams, OrderReads } from "@/lib/carriers/carrier";
import type { Context, OpenAccount } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PlacedOrder, PlaceOrderInput } from "@/lib/domain/order-input";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { rememberAccount } from "@/lib/services/accounts/last-accounts";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { insertOrder } from "./insert-order";
import { requireProgram } from "./preview-order";

/**
 * Places an order: rows, audit event and wake-up in one transaction; nothing is sent in this request. The worker carries it out.
 * Errors: NOT_FOUND (account), INVALID_INPUT (the carrier has no such orders, or its parameters are wrong), CONFLICT (key reused).
 */
export async function placeOrder(ctx: Context, input: PlaceOrderInput): Promise<PlacedOrder> {
  const prepared = await prepareOrder(ctx, input);
  return inTransaction(ctx.sql, (client) => placePrepared(client, ctx, prepared));
}

type ItemParams = ReadonlyMap<PhoneNumber, OrderParams>;
export type PreparedOrder = {
  input: PlaceOrderInput;
  account: OpenAccount;
  program: OrderReads;
  params: OrderParams;
  itemParams?: ItemParams;
};

/** Everything that is checked before the transaction. `itemParams` are those of single numbers, laid over the order's. */
export async function prepareOrder(
  ctx: Context,
  input: PlaceOrderInput,
  itemParams?: ItemParams,
): Promise<PreparedOrder> {
  const account = await ctx.carriers.open(input.accountId);
  const program = requireProgram(account, input.kind);
  const params = program.params.safeParse(input.params);
  if (!params.success)
    throw new AppError("INVALID_INPUT", params.error.issues.map((issue) => issue.message).join(" "), {
      fields: Object.fromEntries(params.error.issues.map((issue) => [issue.path.join("."), [issue.message]])),
    });
  return { input, account, program, params: params.data, itemParams };
}

/** The same within the caller's transaction. */
export async function placePrepared(
  client: PoolClient,
  ctx: Context,
  { input, account, program, params, itemParams }: PreparedOrder,
): Promise<PlacedOrder> {
  const placed = await insertOrder(client, {
    kind: input.kind,
    account,
    numbers: input.numbers,
    params,
    itemParams,
    isPrechecked: !program.requiresPrecheck,
    actorId: ctx.actor.id,
    idempotencyKey: keyOf(ctx, input.idempotencyKey),
    reason: input.reason,
  });
  if (placed.isExisting) return placed;
  await rememberAccount(client, ctx.actor.id, input.kind, account.id);
  const count = new Set(input.numbers).size;
  await recordAuditSql(client, ctx.actor, {
    action: "order.placed",
    entityType: "order",
    entityId: placed.orderId,
    summary: `${ORDER_KINDS[input.kind].label} of ${count === 1 ? "1 number" : `${count} numbers`} at ${account.definition.label} · ${account.label} (${placed.ref})`,
    reason: input.reason,
    after: { kind: input.kind, accountId: account.id, numbers: count, params: { ...params } },
  });
  return placed;
}

/** Per person: nobody can run into, or find, another's key. */
const keyOf = (ctx: Context, key: string) => `${ctx.actor.id}:${key}`;

const placedRow = z.object({ id: z.string(), ref: z.string(), requested: z.number() });

/** The order that this person placed with this key, if there is one. */
export async function findPlaced(
  runner: Pick<PoolClient, "query"> | Context["sql"],
  ctx: Context,
  idempotencyKey: string,
): Promise<(PlacedOrder & { count: number }) | null> {
  const [row] = await queryRows(runner, placedRow)`
    SELECT id, ref, requested FROM orders WHERE idempotency_key = ${keyOf(ctx, idempotencyKey)}`;
  return row ? { orderId: row.id, ref: row.ref, isExisting: true, count: row.requested } : null;
}
