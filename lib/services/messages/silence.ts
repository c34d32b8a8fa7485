import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { saveSetting } from "@/lib/db/save-setting";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";
import type { CustomerName } from "@/lib/domain/customer";
import { type CustomerSummary, summarizeCustomers } from "@/lib/domain/customer-counts";
import { SILENT_AFTER_DAYS } from "@/lib/domain/message-state";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { readMessageVersion } from "./read-message-version";

const KEY = "messages.silence";
/** "Regularly" means the days of this span before the last message. */
const REGULAR_SPAN_DAYS = 30;
/** A number that has been silent for so long has found its end, and is no case any more. */
const FORGOTTEN_AFTER_DAYS = 90;
const DEFAULT_REGULAR_DAYS = 5;
const MAX_DAYS = FORGOTTEN_AFTER_DAYS - 1;
const SHOWN = 200;

const whole = z.int("Give a whole number of days.").min(1, "At least 1 day.");
export const silenceInput = z.object({
  /** So long without a message: silent. */
  days: whole.max(MAX_DAYS, `At most ${MAX_DAYS} days.`),
  /** Only numbers that received messages on so many of the 30 days before. */
  regularDays: whole.max(REGULAR_SPAN_DAYS, `At most ${REGULAR_SPAN_DAYS} days.`),
});
export type Silence = z.output<typeof silenceInput>;

export async function readSilence({ db }: Pick<Context, "db">): Promise<Silence> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  return silenceInput.safeParse(row?.value).data ?? { days: SILENT_AFTER_DAYS, regularDays: DEFAULT_REGULAR_DAYS };
}

export async function saveSilence(ctx: Context, after: Silence): Promise<void> {
  const before = await readSilence(ctx);
  await saveSetting(ctx, KEY, after, {
    action: "silence.changed",
    summary: `Numbers count as silent after ${after.days} days without messages`,
    before,
    after,
  });
}

/** A number that received messages regularly, and none for a while. */
export type SilentNumber = {
  number: PhoneNumber;
  customer: CustomerName | null;
  lastInboundAt: string;
  regularDays: number;
};
/** `version` changes with every message: see `readMessageVersion`. */
export type SilentNumbers = { at: string; version: string; silence: Silence; rows: SilentNumber[]; hasMore: boolean };

const silentRow = z.object({
  e164: phoneNumber,
  inbound_at: z.date(),
  regular: z.number(),
  customer_id: z.string().nullable(),
  customer: z.string().nullable(),
});

const fromSilent = ({ days, regularDays }: Silence): SqlPart => sql`
  FROM number n CROSS JOIN LATERAL (
    SELECT count(DISTINCT date_trunc('day', m.occurred_at)) AS regular FROM message m
    WHERE m.e164 = n.e164 AND m.direction = 'in' AND m.occurred_at > n.inbound_at - ${REGULAR_SPAN_DAYS} * interval '1 day') r
  WHERE n.inbound_at < now() - ${days} * interval '1 day' AND n.inbound_at > now() - ${FORGOTTEN_AFTER_DAYS} * interval '1 day'
    AND r.regular >= ${regularDays}`;

/** Those that fell silent last come first. */
export const listSilent = (ctx: Context): Promise<SilentNumbers> => inSnapshot(ctx, readSilent);

async function readSilent(ctx: Context): Promise<SilentNumbers> {
  const silence = await readSilence(ctx);
  const rows = await queryRows(ctx.sql, silentRow)`
    SELECT s.*, c.name AS customer FROM (
      SELECT n.e164, n.inbound_at, r.regular, n.customer_id ${fromSilent(silence)}
      ORDER BY n.inbound_at DESC, n.e164 LIMIT ${SHOWN + 1}) s
    LEFT JOIN customer c ON c.id = s.customer_id ORDER BY s.inbound_at DESC, s.e164`;
  return {
    at: ctx.now().toISOString(),
    version: await readMessageVersion(ctx),
    silence,
    rows: rows.slice(0, SHOWN).map(({ e164, inbound_at, regular, customer_id, customer }) => ({
      number: e164,
      customer: customer_id === null || customer === null ? null : { id: customer_id, name: customer },
      lastInboundAt: inbound_at.toISOString(),
      regularDays: regular,
    })),
    hasMore: rows.length > SHOWN,
  };
}

/** More are not counted. */
export const MAX_SILENT = 1_000;

const silentOwnerRow = z.object({
  key: z.string(),
  id: z.string().nullable(),
  name: z.string().nullable(),
  count: z.number(),
});

/** How many numbers are silent, at most `MAX_SILENT`, and whose they are. */
export async function countSilent(
  ctx: Pick<Context, "db" | "sql">,
): Promise<{ count: number; owners: CustomerSummary | undefined }> {
  const rows = await queryRows(ctx.sql, silentOwnerRow)`
    SELECT 'silent' AS key, c.id, c.name, count(*) AS count
    FROM (SELECT n.customer_id ${fromSilent(await readSilence(ctx))} LIMIT ${MAX_SILENT}) s
    LEFT JOIN customer c ON c.id = s.customer_id GROUP BY c.id, c.name ORDER BY c.id IS NULL, count DESC, c.name`;
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    owners: summarizeCustomers(rows).get("silent"),
  };
}
