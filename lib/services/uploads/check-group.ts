import "server-only";
import { z } from "zod";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Context, OpenAccount } from "@/lib/context";
import { queryRows, sql } from "@/lib/db/sql";
import { campaignStanding, FREE_CAPACITY } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { numbersOf } from "@/lib/services/campaigns/campaign-room";
import { readLimit, refuseAbove } from "@/lib/services/cart/lock-cart";
import { requireProgram } from "@/lib/services/orders/preview-order";
import { type OrderGroup, readOwnParams } from "./order-groups";

/** The group's account. Throws AppError where it is switched off, does not offer the kind, or does not take the parameters. */
export async function openGroup(ctx: Context, group: OrderGroup): Promise<OpenAccount> {
  const account = await ctx.carriers.open(group.accountId);
  const program = requireProgram(account, group.kind);
  for (const target of group.targets) {
    const params = program.params.safeParse({ ...group.targets[0].params, ...readOwnParams(group, target) });
    if (!params.success)
      throw new AppError(
        "INVALID_INPUT",
        `${ORDER_KINDS[group.kind].label}: ${params.error.issues.map((issue) => issue.message).join(" ")}`,
      );
  }
  return account;
}

/** Throws AppError where the person's role, or the campaign, does not allow so many. `numbers` is asked only where they matter. */
export async function refuseTooMany(
  ctx: Context,
  group: OrderGroup,
  count: number,
  numbers: () => Promise<readonly PhoneNumber[]>,
): Promise<void> {
  if (group.kind === "purchase") refuseAbove(await readLimit(ctx), count);
  const [{ params }] = group.targets;
  if (group.kind === "campaign-assign" && params.campaignId !== undefined)
    await refuseCampaign(ctx, group.accountId, params.campaignId, await numbers());
}

const roomRow = z.object({
  state: z.string(),
  standing: campaignStanding.nullable().catch(null),
  capacity: z.number().nullable(),
  held: z.number(),
  added: z.number(),
});

async function refuseCampaign(
  ctx: Context,
  accountId: string,
  campaignId: string,
  numbers: readonly PhoneNumber[],
): Promise<void> {
  const room = await readRoom(ctx, { accountId, campaignId, numbers });
  if (!room || room.state !== "registered")
    throw new AppError("INVALID_INPUT", `Campaign ${campaignId} is not registered with this account.`);
  const over = room.held + room.added - (room.capacity ?? FREE_CAPACITY);
  if (room.added > 0 && over > 0)
    throw new AppError(
      "CONFLICT",
      `Campaign ${campaignId} has room for ${(room.added - over).toLocaleString("en-US")} more numbers; ${room.added.toLocaleString("en-US")} would be added. Raise its capacity, or spread the numbers over other campaigns.`,
    );
}

/** What a campaign holds, open orders included, and how many of the numbers would be new to it. Null: there is no such campaign. */
export async function readRoom(
  { sql: pool }: Pick<Context, "sql">,
  { accountId, campaignId, numbers }: { accountId: string; campaignId: string; numbers: readonly PhoneNumber[] },
) {
  const [room] = await queryRows(pool, roomRow)`
    WITH held AS MATERIALIZED (
      ${numbersOf(sql`${accountId}`, sql`${campaignId}`)}
      UNION
      SELECT i.e164 FROM orders o JOIN order_item i ON i.order_id = o.id AND i.state IN ('queued', 'sending', 'accepted', 'unknown')
      WHERE o.kind = 'campaign-assign' AND o.status IN ('RECEIVED', 'PROCESSING') AND o.account_id = ${accountId}
        AND o.params->>'campaignId' = ${campaignId})
    SELECT c.state, c.standing, c.capacity, (SELECT count(*) FROM held) AS held,
      (SELECT count(*) FROM unnest(${numbers}::text[]) n(e164) WHERE NOT EXISTS (SELECT 1 FROM held h WHERE h.e164 = n.e164)) AS added
    FROM campaign c WHERE c.account_id = ${accountId} AND c.campaign_id = ${campaignId}`;
  return room ?? null;
}

/** A refusal as a message; anything else is thrown on. */
export function describeRefusal(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof CarrierError) return error.message;
  throw error;
}
