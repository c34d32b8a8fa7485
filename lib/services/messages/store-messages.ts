import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { InboundEvent } from "@/lib/carriers/carrier";
import { idRow, queryRows, raw } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { confirmEffects } from "@/lib/engine/effects/effect-rows";
import { moveForward } from "@/lib/engine/effects/message";
import { insertEvents } from "@/lib/engine/facts";

type Account = { id: string; carrierId: string };
/** One event of one of our numbers; `times` is 0 where its callback has been counted already. */
export type MessageEvent = { account: Account; event: InboundEvent; number: PhoneNumber; times: number };

/** Stores what carriers reported of messages. Runs in the caller's transaction. */
export async function storeMessages(client: PoolClient, reported: readonly MessageEvent[]): Promise<void> {
  if (reported.length === 0) return;
  const events = reported.toSorted(
    (a, b) => compare(a.number, b.number) || compare(a.event.messageId, b.event.messageId),
  );
  await claimOwn(client, events);
  const isNew = new Set<string>();
  // One statement cannot move the same row twice: each round takes the first event of every message that is left.
  for (let rest = events; rest.length > 0;) {
    const round = new Map<string, MessageEvent>();
    const later: MessageEvent[] = [];
    for (const one of rest) {
      const key = keyOf(one.account.id, one.event.messageId);
      if (!round.has(key)) round.set(key, one);
      else if (isSame(round.get(key), one)) round.set(key, addTimes(round.get(key), one));
      else later.push(one);
    }
    for (const key of await upsert(client, [...round.values()])) isNew.add(key);
    rest = later;
  }
  await recordNumberEvents(client, events, isNew);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = (accountId: string, messageId: string) => `${accountId}/${messageId}`;

const isSame = (known: MessageEvent | undefined, { event }: MessageEvent) =>
  known?.event.state === event.state && known.event.deliveryState === event.deliveryState;
const addTimes = (known: MessageEvent | undefined, one: MessageEvent): MessageEvent => ({
  ...one,
  times: one.times + (known?.times ?? 0),
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A message of ours whose answer was lost, or has not come yet, is known by its tag. */
async function claimOwn(client: PoolClient, reported: readonly MessageEvent[]): Promise<void> {
  const own = new Map(
    reported.flatMap((one) => {
      const { direction, tag } = one.event;
      return direction === "out" && tag != null && UUID.test(tag) ? [[tag, one] as const] : [];
    }),
  );
  if (own.size === 0) return;
  const accountIds = [...own.values()].map(({ account }) => account.id);
  const messageIds = [...own.values()].map(({ event }) => event.messageId);
  const rows = await queryRows(client, idRow)`
    UPDATE message m SET external_id = u.external_id
    FROM unnest(${[...own.keys()]}::uuid[], ${accountIds}::uuid[], ${messageIds}::text[]) AS u(id, account_id, external_id)
    WHERE m.id = u.id AND m.account_id = u.account_id AND m.direction = 'out' AND m.external_id LIKE 'ours:%'
      AND NOT EXISTS (SELECT FROM message e WHERE e.account_id = u.account_id AND e.external_id = u.external_id)
    RETURNING m.id`;
  await confirmEffects(
    client,
    rows.map((row) => row.id),
  );
}

const upsertedRow = z.object({ account_id: z.string(), external_id: z.string(), is_new: z.boolean() });

/**
 * Returns the keys of those that were not there before. What a counted callback could not store when it came, and can now,
 * has been received once.
 */
async function upsert(client: PoolClient, reported: readonly MessageEvent[]): Promise<string[]> {
  const column = <T>(read: (one: MessageEvent) => T) => reported.map(read);
  const rows = await queryRows(client, upsertedRow)`
    INSERT INTO message AS m (id, account_id, external_id, direction, e164, peer, body, state, delivery_state, carrier_code,
      carrier_message, received, occurred_at)
    SELECT u.id, u.account_id, u.external_id, u.direction, u.e164, u.peer, u.body, u.state, u.delivery_state, u.code, u.message,
      CASE WHEN EXISTS (SELECT FROM message e WHERE e.account_id = u.account_id AND e.external_id = u.external_id)
        THEN u.times ELSE greatest(u.times, 1) END,
      coalesce(u.at, now())
    FROM unnest(
      ${column(() => uuidv7())}::uuid[],
      ${column(({ account }) => account.id)}::uuid[],
      ${column(({ event }) => event.messageId)}::text[],
      ${column(({ event }) => event.direction)}::text[],
      ${column(({ number }) => number)}::text[],
      ${column(({ event }) => (event.direction === "in" ? event.from : event.to))}::text[],
      ${column(({ event }) => event.text)}::text[],
      ${column(({ event }) => event.state)}::text[],
      ${column(({ event }) => event.deliveryState)}::text[],
      ${column(({ event }) => event.code ?? null)}::text[],
      ${column(({ event }) => event.message ?? null)}::text[],
      ${column(({ times }) => times)}::int[],
      ${column(({ event }) => readTime(event.time))}::timestamptz[])
      AS u(id, account_id, external_id, direction, e164, peer, body, state, delivery_state, code, message, times, at)
    ON CONFLICT (account_id, external_id) DO UPDATE SET received = m.received + excluded.received, ${raw(moveForward("excluded", "m"))}
    RETURNING account_id, external_id, xmax = 0 AS is_new`;
  return rows.flatMap((row) => (row.is_new ? [keyOf(row.account_id, row.external_id)] : []));
}

/** A text that is no time counts as none; a clock of the carrier that runs ahead of ours is set back. */
function readTime(text: string | null): string | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(Math.min(at, Date.now())).toISOString();
}

const FIRST_MESSAGES = Date.UTC(2000, 0, 1);
const MAX_CLOCK_AHEAD_MS = 86_400_000;

/** False for a time at which no message can have been sent: years before there was this network, or further ahead than any clock. */
export function isPossibleTime(text: string | null): boolean {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) || (at >= FIRST_MESSAGES && at <= Date.now() + MAX_CLOCK_AHEAD_MS);
}

/** The first report of each inbound message is an event of its number's timeline. */
async function recordNumberEvents(
  client: PoolClient,
  reported: readonly MessageEvent[],
  isNew: Set<string>,
): Promise<void> {
  const first = reported.filter(
    ({ account, event }) => event.direction === "in" && isNew.delete(keyOf(account.id, event.messageId)),
  );
  const accounts = new Map(first.map(({ account }) => [account.id, account]));
  for (const account of accounts.values())
    await insertEvents(
      client,
      account,
      first
        .filter((one) => one.account.id === account.id)
        .map(({ number, event }) => ({ number, kind: "inbound", message: `Message from ${event.from}` })),
    );
}
