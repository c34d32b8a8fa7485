import "server-only";
import type { PoolClient } from "pg";
import type { Stranger } from "@/lib/carriers/carrier";
import { cutText } from "@/lib/domain/clean-text";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { log } from "@/lib/log";

/** An answer that is nothing but strangers is kept in part: what it shows is seen from the first ones. */
const MOST_KEPT = 1_000;
const LONGEST = 300;

/**
 * Keeps what a carrier's answer names and nobody submitted, once per order with the latest words and call behind it. Numbers of the
 * order itself are left out, whichever write carried them: a reading asks only for those that are still open.
 */
export async function insertOddities(
  client: PoolClient,
  orderId: string,
  strangers: readonly Stranger[],
  callId: string | null,
): Promise<void> {
  const byName = new Map(
    strangers.slice(0, MOST_KEPT).map(({ spelling, words }) => {
      const parsed = parsePhoneNumber(spelling);
      return [parsed.ok ? parsed.number : cut(spelling) || "(blank)", cut(words) || "No words."] as const;
    }),
  );
  const { rows } = await client.query<{ spelling: string }>(
    `INSERT INTO order_oddity (order_id, spelling, words, call_id)
     SELECT $1, u.spelling, u.words, $4 FROM unnest($2::text[], $3::text[]) AS u(spelling, words)
     WHERE NOT EXISTS (SELECT 1 FROM order_item i WHERE i.order_id = $1 AND i.e164 = u.spelling) ORDER BY u.spelling
     ON CONFLICT (order_id, spelling) DO UPDATE SET words = excluded.words, call_id = coalesce(excluded.call_id, order_oddity.call_id),
       seen_at = now()
     RETURNING spelling`,
    [orderId, [...byName.keys()], [...byName.values()], callId],
  );
  if (rows.length > 0)
    log.warn({ orderId, count: rows.length }, "the carrier's answer names numbers that were never submitted");
}

const cut = (text: string) => cutText(text.trim(), LONGEST);
