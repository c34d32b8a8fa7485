import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { countRow, queryRows } from "@/lib/db/sql";
import type { AssignInput } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import type { PlacedOrder } from "@/lib/domain/order-input";
import { formatNational, isTollFree, type PhoneNumber } from "@/lib/domain/phone-number";
import { inTransaction } from "@/lib/db/transaction";
import { placePrepared, type PreparedOrder, prepareOrder } from "@/lib/services/orders/place-order";

/**
 * Places one order per campaign; all of them or none. Errors: NOT_FOUND (account), INVALID_INPUT (a campaign that the carrier has not
 * taken, a toll-free number, a number twice), CONFLICT (no room, or numbers of another campaign without the person's word).
 */
export async function assignNumbers(ctx: Context, input: AssignInput): Promise<PlacedOrder[]> {
  // In one order everywhere, so that two such requests never wait for one another.
  const shares = input.shares.toSorted((a, b) => (a.campaignId < b.campaignId ? -1 : 1));
  refuseBadLists(shares.flatMap(({ numbers }) => numbers));
  await refuseUntaken(
    ctx,
    input.accountId,
    shares.map(({ campaignId }) => campaignId),
  );
  if (!input.isMoveConfirmed) await refuseMoves(ctx, input);
  const prepared: PreparedOrder[] = [];
  for (const { campaignId, numbers } of shares)
    prepared.push(
      await prepareOrder(ctx, {
        kind: "campaign-assign",
        accountId: input.accountId,
        numbers,
        params: { campaignId },
        reason: input.reason,
        idempotencyKey: `${input.idempotencyKey}:${campaignId}`,
      }),
    );
  return inTransaction(ctx.sql, async (client) => {
    const placed: PlacedOrder[] = [];
    for (const one of prepared) placed.push(await placePrepared(client, ctx, one));
    return placed;
  });
}

function refuseBadLists(numbers: readonly PhoneNumber[]) {
  const tollFree = numbers.find(isTollFree);
  if (tollFree)
    throw new AppError("INVALID_INPUT", `${formatNational(tollFree)} is toll-free: campaigns are for local numbers.`);
  if (new Set(numbers).size < numbers.length)
    throw new AppError("INVALID_INPUT", "A number can go to one campaign only.");
}

const campaignIdRow = z.object({ campaign_id: z.string() });

async function refuseUntaken({ sql }: Context, accountId: string, campaignIds: readonly string[]) {
  const rows = await queryRows(sql, campaignIdRow)`
    SELECT campaign_id FROM campaign WHERE account_id = ${accountId} AND campaign_id = ANY(${campaignIds}::text[]) AND state = 'registered'`;
  const taken = new Set(rows.map((row) => row.campaign_id));
  const missing = campaignIds.find((id) => !taken.has(id));
  if (missing) throw new AppError("INVALID_INPUT", `Campaign ${missing} is not registered with this account.`);
}

async function refuseMoves({ sql }: Context, { accountId, shares }: AssignInput) {
  const rows = await queryRows(sql, countRow)`
    SELECT count(*) AS count FROM number_fact f
    JOIN unnest(${shares.flatMap(({ numbers }) => numbers)}::text[], ${shares.flatMap(({ campaignId, numbers }) => numbers.map(() => campaignId))}::text[]) w(e164, campaign_id) ON w.e164 = f.e164
    WHERE f.account_id = ${accountId} AND f.facet = 'campaignId' AND f.value <> w.campaign_id`;
  const count = rows[0]?.count ?? 0;
  if (count > 0)
    throw new AppError(
      "CONFLICT",
      `${count} of these numbers are in another campaign. Moving them interrupts their messages; confirm the move first.`,
    );
}
