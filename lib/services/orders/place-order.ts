import "server-only";
import type { PoolClient } from "pg";
import type { Context, OpenAccount } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PlacedOrder, PlaceOrderInput } from "@/lib/domain/order-input";
import { recordAuditSql } from "@/lib/services/audit/record-audit";
import { inTransaction } from "@/lib/services/fulfilment/transaction";
import { insertOrder } from "./insert-order";

/**
 * Places an order: rows, audit event and wake-up in one transaction; nothing is sent in this request. The worker carries it out.
 * Errors: NOT_FOUND (account), INVALID_INPUT (the carrier has no such orders, or its parameters are wrong), CONFLICT (key reused).
 */
export async function placeOrder(ctx: Context, input: PlaceOrderInput): Promise<PlacedOrder> {
  const account = await ctx.carriers.open(input.accountId);
  return inTransaction(ctx.sql, (client) => placeOrderIn(client, ctx, account, input));
}

/** The same in the caller's transaction, for orders that stand or fall together. */
export async function placeOrderIn(
  client: PoolClient,
  ctx: Context,
  account: OpenAccount,
  input: PlaceOrderInput,
): Promise<PlacedOrder> {
  const program = account.carrier.programs[input.kind];
  if (!program)
    throw new AppError(
      "INVALID_INPUT",
      `${account.definition.label} does not offer "${ORDER_KINDS[input.kind].label}".`,
    );
  const params = program.params.safeParse(input.params);
  if (!params.success)
    throw new AppError("INVALID_INPUT", params.error.issues.map((issue) => issue.message).join(" "), {
      fields: Object.fromEntries(params.error.issues.map((issue) => [issue.path.join("."), [issue.message]])),
    });
  const placed = await insertOrder(client, {
    kind: input.kind,
    account,
    numbers: input.numbers,
    params: params.data,
    isChecked: !program.isChecked,
    actorId: ctx.actor.id,
    // Per person: nobody can run into, or find, another's key.
    idempotencyKey: `${ctx.actor.id}:${input.idempotencyKey}`,
    reason: input.reason,
  });
  if (!placed.isExisting)
    await recordAuditSql(client, ctx.actor, {
      action: "order.placed",
      entityType: "order",
      entityId: placed.orderId,
      summary: `${ORDER_KINDS[input.kind].label} of ${new Set(input.numbers).size} numbers at ${account.definition.label} · ${account.label} (${placed.ref})`,
      reason: input.reason,
      after: {
        kind: input.kind,
        accountId: account.id,
        numbers: new Set(input.numbers).size,
        params: { ...params.data },
      },
    });
  return placed;
}
