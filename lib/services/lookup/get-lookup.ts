import "server-only";
import { z } from "zod";
import { listCarriers } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows } from "@/lib/db/sql";
import { listChanged } from "@/lib/domain/lookup-filter";
import type { LookupAnswers } from "@/lib/domain/lookup-answers";
import { chooseRound, type LookupNews, type LookupPage } from "@/lib/domain/lookup-view";
import { phoneNumber } from "@/lib/domain/phone-number";
import { answerNumbers } from "./answer-numbers";
import { lookupId } from "./ask-again";
import { labelAnswers } from "./label-answers";
import { readLookupHead } from "./lookup-head";
import { listDistinct, listLookupRows } from "./lookup-numbers";

export const getLookupInput = lookupId.extend({
  /** The round to compare with. */
  since: z.coerce.number().int().min(1).max(1_000).optional().catch(undefined),
});
export type GetLookupInput = z.output<typeof getLookupInput>;

/** All rows with what is known of them now, and what an earlier round answered; one moment. Throws NOT_FOUND. */
export const getLookup = (ctx: Pick<Context, "sql" | "now">, { id, since }: GetLookupInput): Promise<LookupPage> =>
  inSnapshot(ctx, async (snapshot) => {
    const head = await readLookupHead(snapshot, id);
    const rows = await listLookupRows(snapshot.sql, id);
    const now = await labelAnswers(snapshot, await answerNumbers(snapshot, listDistinct(rows)));
    const round = chooseRound(head.rounds, since);
    const before = round === null ? null : await readRound(snapshot, id, round);
    return {
      head,
      rows,
      now,
      before: before && { n: before.n, answers: listChanged(before.answers, now) },
      carriers: Object.fromEntries(listCarriers().map((carrier) => [carrier.id, carrier.label])),
    };
  });

const answersRow = z.object({ answers: z.unknown() });

/** Written by this module alone: its form is that of the type. */
async function readRound({ sql }: Pick<Context, "sql">, id: string, n: number) {
  const [row] = await queryRows(sql, answersRow)`
    SELECT answers FROM lookup_round WHERE lookup_id = ${id} AND n = ${n} AND answers IS NOT NULL`;
  return row ? { n, answers: row.answers as LookupAnswers } : null;
}

/** The instant of an earlier answer. */
export const answerInstant = z.iso
  .datetime("Give the instant of the last answer.")
  .refine((text) => text >= "2000", "Give the instant of the last answer.");
export const lookupNewsInput = lookupId.extend({ after: answerInstant });

/** A transaction that began so long before a page was read may have ended after it. */
const OVERLAP_SECONDS = 30;
const changedRow = z.object({ e164: phoneNumber });

/** The answers of numbers about which something was read, ordered, labeled or changed after the instant of an earlier answer. Throws NOT_FOUND. */
export const getLookupNews = (
  ctx: Pick<Context, "sql" | "now">,
  { id, after }: z.output<typeof lookupNewsInput>,
): Promise<LookupNews> =>
  inSnapshot(ctx, async (snapshot) => {
    const head = await readLookupHead(snapshot, id);
    const at = new Date(Date.parse(after) - OVERLAP_SECONDS * 1_000);
    const rows = await queryRows(snapshot.sql, changedRow)`
      SELECT r.e164 FROM lookup_row r
      WHERE r.lookup_id = ${id} AND r.e164 IS NOT NULL AND r.duplicate_of IS NULL AND (
        EXISTS (SELECT FROM number_fact f WHERE f.e164 = r.e164 AND (f.checked_at > ${at} OR (f.facet = 'campaignId' AND EXISTS (
          SELECT FROM campaign c WHERE c.account_id = f.account_id AND c.campaign_id = f.value AND c.checked_at > ${at}))))
        OR EXISTS (SELECT FROM order_item i WHERE i.e164 = r.e164 AND i.updated_at > ${at})
        OR EXISTS (SELECT FROM number_event e WHERE e.e164 = r.e164 AND e.at > ${at} AND e.kind IN ('customer', 'tag'))
        OR EXISTS (SELECT FROM number n WHERE n.e164 = r.e164 AND greatest(n.inbound_at, n.tested_at) > ${at}))
      ORDER BY r.seq`;
    return {
      head,
      now: await labelAnswers(
        snapshot,
        await answerNumbers(
          snapshot,
          rows.map(({ e164 }) => e164),
        ),
      ),
    };
  });
