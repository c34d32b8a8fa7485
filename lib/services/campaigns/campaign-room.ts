import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import { FREE_CAPACITY } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { IS_CAMPAIGN_FACT } from "@/lib/services/numbers/number-filter";

const OPEN_ITEMS = sql`orders o JOIN order_item i ON i.order_id = o.id AND i.state IN ('queued', 'sending', 'accepted', 'unknown')
  WHERE o.kind = 'campaign-assign' AND o.status IN ('RECEIVED', 'PROCESSING')`;

/** Numbers of a campaign that their carrier still lists. */
export const numbersOf = (account: SqlPart, campaign: SqlPart) => sql`
  SELECT f.e164 FROM number_fact f WHERE ${raw(IS_CAMPAIGN_FACT)} AND f.value = ${campaign} AND f.account_id = ${account}
    AND NOT EXISTS (SELECT 1 FROM number_fact g WHERE g.e164 = f.e164 AND g.account_id = f.account_id
      AND g.facet = 'ownership' AND g.value = 'gone')`;

const NUMBERS_OF_C = numbersOf(sql`c.account_id`, sql`c.campaign_id`);
/** `used` and `pending` of the campaign `c`: numbers that the carrier named, and those that open orders would add. */
export const ROOM_COLUMNS = sql`
  (SELECT count(*) FROM (${NUMBERS_OF_C}) u) AS used,
  (SELECT count(DISTINCT i.e164) FROM ${OPEN_ITEMS} AND o.account_id = c.account_id AND o.params->>'campaignId' = c.campaign_id
     AND NOT EXISTS (${NUMBERS_OF_C} AND f.e164 = i.e164)) AS pending`;

export const campaignRoomRow = z.object({ capacity: z.number(), used: z.number(), pending: z.number() });
const overflowRow = z.object({
  capacity: z.number().nullable(),
  held: z.number(),
  added: z.number(),
});

/**
 * Holds a campaign's door until the transaction ends, and refuses numbers for which it has no room; those it has already need none.
 * `orderId` is not counted. Errors: CONFLICT.
 */
export async function refuseOverflow(
  client: PoolClient,
  {
    accountId,
    campaignId,
    numbers,
    orderId,
  }: { accountId: string; campaignId: string; numbers: readonly PhoneNumber[]; orderId: string },
): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`campaign:${accountId}:${campaignId}`]);
  const rows = await queryRows(client, overflowRow)`
    WITH held AS (
      ${numbersOf(sql`${accountId}`, sql`${campaignId}`)}
      UNION
      SELECT i.e164 FROM ${OPEN_ITEMS} AND o.account_id = ${accountId} AND o.params->>'campaignId' = ${campaignId} AND o.id <> ${orderId})
    SELECT (SELECT capacity FROM campaign WHERE account_id = ${accountId} AND campaign_id = ${campaignId}) AS capacity,
      (SELECT count(*) FROM held) AS held,
      (SELECT count(*) FROM unnest(${numbers}::text[]) n(e164) WHERE NOT EXISTS (SELECT 1 FROM held h WHERE h.e164 = n.e164)) AS added`;
  const { capacity, held = 0, added = 0 } = rows[0] ?? {};
  const most = capacity ?? FREE_CAPACITY;
  if (added === 0 || held + added <= most) return;
  throw new AppError(
    "CONFLICT",
    `Campaign ${campaignId} holds ${held} of ${most} numbers, open orders included; ${added} more would be ${held + added - most} too many. Raise its capacity, which needs a number pool, or spread the numbers over other campaigns.`,
  );
}
