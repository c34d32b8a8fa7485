import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { and, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { instant } from "@/lib/domain/address-field";
import { readAskedNumber } from "@/lib/domain/delivery";
import type { MessageSearchQuery } from "@/lib/domain/message-search";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { addDays, startOfDay } from "@/lib/domain/time-zone";
import { messageColumns, type MessageView, messageRow, toMessageView } from "./list-messages";
import { hasOutcome } from "./message-outcome";

export type FoundMessage = MessageView & { number: PhoneNumber };
/** `next`: where the search goes on. `searchedTo`: how far back it has looked, where there may be more. */
export type MessageSearch = {
  at: string;
  rows: FoundMessage[];
  next: string | null;
  searchedTo: string | null;
  fault: string | null;
};

const SHOWN = 50;
/** Messages that are looked at in one statement; so many of these, or so long, and the person decides whether to go on. */
const WINDOW = 25_000;
const BUDGET_MS = 600;

type Place = { at: string; id: string };

const foundRow = messageRow.extend({ e164: phoneNumber });
const placeRow = z.object({ at: z.date(), id: z.string() });

/** Messages, newest first, in windows over the index of their times: whatever is looked for, an answer costs no more than the budget. */
export const searchMessages = (ctx: Context, query: MessageSearchQuery): Promise<MessageSearch> =>
  inSnapshot(ctx, async (snapshot) => {
    const at = ctx.now().toISOString();
    if (readAskedNumber(query.number) === false)
      return { at, rows: [], next: null, searchedTo: null, fault: "Enter a whole number, such as (201) 555-0123." };
    const rows: FoundMessage[] = [];
    const startedAt = performance.now();
    for (let place = readPlace(query.after); ;) {
      const found = await readWindow(snapshot, query, place);
      rows.push(...found.rows.slice(0, SHOWN - rows.length));
      const last = rows.at(-1);
      if (rows.length === SHOWN && last)
        return { at, rows, next: toCursor({ at: last.occurredAt, id: last.id }), searchedTo: null, fault: null };
      if (found.end === null) return { at, rows, next: null, searchedTo: null, fault: null };
      place = found.end;
      if (performance.now() - startedAt > BUDGET_MS)
        return { at, rows, next: toCursor(place), searchedTo: place.at, fault: null };
    }
  });

async function readWindow(ctx: Context, query: MessageSearchQuery, place: Place | null) {
  const indexed = listIndexed(query, ctx.timeZone);
  if (place) indexed.push(sql`(m.occurred_at < ${place.at} OR m.occurred_at = ${place.at} AND m.id > ${place.id})`);
  const scope = indexed.length > 0 ? sql`WHERE ${and(indexed)}` : sql``;
  const filters = listFilters(query);
  const rows = await queryRows(ctx.sql, foundRow)`
    SELECT m.e164, ${messageColumns} FROM (
      SELECT * FROM message m ${scope} ORDER BY m.occurred_at DESC, m.id LIMIT ${WINDOW}) m
    JOIN carrier_account a ON a.id = m.account_id ${filters.length > 0 ? sql`WHERE ${and(filters)}` : sql``}
    ORDER BY m.occurred_at DESC, m.id LIMIT ${SHOWN}`;
  const shown = rows.map((row) => ({ ...toMessageView(row), number: row.e164 }));
  if (rows.length === SHOWN) return { rows: shown, end: null };
  const [end] = await queryRows(ctx.sql, placeRow)`
    SELECT m.occurred_at AS at, m.id FROM message m ${scope} ORDER BY m.occurred_at DESC, m.id OFFSET ${WINDOW - 1} LIMIT 1`;
  return { rows: shown, end: end ? { at: end.at.toISOString(), id: end.id } : null };
}

/** Conditions that an index in the order of times serves. */
function listIndexed({ number, from, to, state, code }: MessageSearchQuery, timeZone: string): SqlPart[] {
  const conditions: SqlPart[] = [];
  if (state === "refused" && code)
    conditions.push(sql`m.carrier_code = ${code} AND m.direction = 'out' AND ${hasOutcome("refused")}`);
  const e164 = readAskedNumber(number);
  if (e164) conditions.push(sql`m.e164 = ${e164}`);
  if (from) conditions.push(sql`m.occurred_at >= ${startOfDay(from, timeZone)}`);
  if (to) conditions.push(sql`m.occurred_at < ${startOfDay(addDays(to, 1), timeZone)}`);
  return conditions;
}

function listFilters({ q, state, code, account }: MessageSearchQuery): SqlPart[] {
  const conditions: SqlPart[] = [];
  if (q) {
    const digits = q.replace(/\D/g, "");
    const isDigits = digits.length >= 3 && /^[\d\s()+.-]+$/.test(q);
    const inPeer = isDigits ? sql`OR m.peer LIKE ${`%${digits}%`}` : sql``;
    conditions.push(sql`(m.body ILIKE ${`%${q.replace(/[\\%_]/g, "\\$&")}%`} ${inPeer})`);
  }
  if (account) conditions.push(sql`m.account_id = ${account}`);
  if (code) conditions.push(sql`m.carrier_code = ${code}`);
  if (state === "received") conditions.push(sql`m.direction = 'in'`);
  else if (state) conditions.push(sql`m.direction = 'out' AND ${hasOutcome(state)}`);
  return conditions;
}

const toCursor = ({ at, id }: Place) => `${at}_${id}`;

function readPlace(cursor: string | undefined): Place | null {
  const [at = "", id = ""] = cursor?.split("_") ?? [];
  return instant.safeParse(at).success && z.uuid().safeParse(id).success ? { at, id } : null;
}
