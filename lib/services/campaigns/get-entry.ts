import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { numberRow, queryRows, raw, sql } from "@/lib/db/sql";
import { type CampaignWatch, ENTRY_ANSWERS, type EntryAnswer, entryState } from "@/lib/domain/campaign";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { numbersOf } from "./campaign-room";
import { nameAccount } from "./entry-page";
import { readWatch } from "./read-watch";
import { CAMPAIGN_COLUMNS, CAMPAIGN_FROM, type CampaignRow, campaignSqlRow, toCampaignRow } from "./list-campaigns";

/** What the carrier answered to the registration; `raw` is the body as it came, where its call is kept. */
export type CarrierAnswer = EntryAnswer & { raw: string | null };

/** `mode` is its account's. */
export type BrandDetail = z.infer<typeof brandColumns> & {
  accountName: string;
  createdAt: string;
  answer: CarrierAnswer | null;
};

export type CampaignDetail = CampaignRow & {
  /** The moment that all of it is of. */
  at: string;
  answer: CarrierAnswer | null;
  /** The first of its numbers, in order. */
  numbers: PhoneNumber[];
  watch: CampaignWatch;
};

const brandColumns = z.object({
  id: z.string(),
  brandId: z.string(),
  name: z.string(),
  description: z.string(),
  state: entryState,
  mode: z.enum(["live", "sandbox"]),
});

const SHOWN = 20;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const entryAnswer = z.object({
  type: z.enum(ENTRY_ANSWERS),
  code: z.string().nullable(),
  message: z.string(),
  meaning: z.string().nullable(),
  action: z.string().nullable(),
  at: z.string(),
  againAt: z.string(),
});
const answerRow = z.object({ last_answer: entryAnswer.partial(), raw: z.string().nullable() });
type AnswerRow = z.infer<typeof answerRow>;
const brandRow = z.object({
  ...brandColumns.shape,
  ...answerRow.shape,
  carrier: z.string(),
  label: z.string(),
  created_at: z.date(),
});
const campaignRow = z.object({ ...campaignSqlRow.shape, ...answerRow.shape, at: z.date() });
const RAW = (alias: string) =>
  sql`(SELECT response_body FROM carrier_call k WHERE k.id = (${raw(alias)}.last_answer->>'callId')::uuid) AS raw`;

/** By our id, or by the carrier's. */
export async function getBrand(ctx: Pick<Context, "sql">, id: string): Promise<BrandDetail | null> {
  const rows = await queryRows(ctx.sql, brandRow)`
    SELECT b.id, b.brand_id AS "brandId", b.name, b.description, b.state, b.created_at, b.last_answer, a.carrier, a.label, a.mode, ${RAW("b")}
    FROM brand b JOIN carrier_account a ON a.id = b.account_id
    WHERE ${UUID.test(id) ? sql`b.id = ${id}::uuid` : sql`b.brand_id = upper(${id})`} ORDER BY b.created_at LIMIT 1`;
  const row = rows[0];
  if (!row) return null;
  const { carrier, label, created_at, last_answer, raw, ...brand } = row;
  return {
    ...brand,
    accountName: nameAccount(carrier, label),
    createdAt: created_at.toISOString(),
    answer: toCarrierAnswer({ last_answer, raw }),
  };
}

/** By our id, or by the carrier's. */
export const getCampaign = (ctx: Pick<Context, "sql">, id: string): Promise<CampaignDetail | null> =>
  inSnapshot(ctx, (snapshot) => readCampaign(snapshot, id));

async function readCampaign(ctx: Pick<Context, "sql">, id: string): Promise<CampaignDetail | null> {
  const rows = await queryRows(ctx.sql, campaignRow)`
    SELECT ${raw(CAMPAIGN_COLUMNS)}, now() AS at, c.last_answer, ${RAW("c")} FROM ${raw(CAMPAIGN_FROM)}
    WHERE ${UUID.test(id) ? sql`c.id = ${id}::uuid` : sql`c.campaign_id = upper(${id})`} ORDER BY c.created_at LIMIT 1`;
  const row = rows[0];
  if (!row) return null;
  const { last_answer, raw: body, at, ...campaign } = row;
  const numbers = await queryRows(ctx.sql, numberRow)`
    ${numbersOf(sql`${campaign.accountId}`, sql`${campaign.campaignId}`)} ORDER BY f.e164 LIMIT ${SHOWN}`;
  return {
    ...toCampaignRow(campaign),
    at: at.toISOString(),
    answer: toCarrierAnswer({ last_answer, raw: body }),
    numbers: numbers.map(({ e164 }) => e164),
    watch: await readWatch(ctx, campaign),
  };
}

function toCarrierAnswer({
  last_answer: { type, code, message, meaning, action, at, againAt },
  raw,
}: AnswerRow): CarrierAnswer | null {
  if (type === undefined || message === undefined || at === undefined) return null;
  return { type, code: code ?? null, message, meaning: meaning ?? null, action: action ?? null, at, againAt, raw };
}
