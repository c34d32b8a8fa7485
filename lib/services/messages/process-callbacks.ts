import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { type Callbacks, CarrierError, type InboundEvent } from "@/lib/carriers/carrier";
import type { Carriers } from "@/lib/context";
import { writeApart } from "@/lib/db/batch";
import type { Sql } from "@/lib/db/client";
import { idRow, numberRow, queryRows } from "@/lib/db/sql";
import { cutText } from "@/lib/domain/clean-text";
import { AppError } from "@/lib/domain/errors";
import { parsePhoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { log } from "@/lib/log";
import { inTransaction } from "@/lib/db/transaction";
import { CallbackFormError, parseCallback } from "./parse-callback";
import { isPossibleTime, storeMessages, type MessageEvent } from "./store-messages";

const callbackRow = z.object({
  id: z.string(),
  account_id: z.string(),
  carrier: z.string(),
  raw: z.string(),
  is_counted: z.boolean(),
});
type CallbackRow = z.infer<typeof callbackRow>;

/** `refusals`: why an event, or the whole callback, was not read. */
type Reading = { events: readonly InboundEvent[]; refusals: readonly string[] };
type ReadCallback = { row: CallbackRow; events: MessageEvent[]; refusals: readonly string[] };

const MAX_QUOTED = 80;
/** More than fit into a call; only a list of nonsense has more. */
const MAX_EVENTS = 1_000;

/**
 * Turns stored callbacks into messages, all of them in one transaction; one that cannot be read or stored is set aside with its reason,
 * and takes nothing from the others; nor does an event of a list from its neighbors. The same message again is counted, not doubled; an
 * event that comes late moves nothing back; a number that is not known here leaves its callback in quarantine. Running it twice changes
 * nothing.
 */
export async function processCallbacks(
  { sql, carriers }: { sql: Sql; carriers: Carriers },
  callbackIds: readonly string[],
): Promise<void> {
  const rows = await queryRows(sql, callbackRow)`
    SELECT c.id, c.account_id, a.carrier, c.raw, c.is_counted FROM callback c JOIN carrier_account a ON a.id = c.account_id
    WHERE c.id = ANY(${callbackIds}::uuid[]) AND c.handled_at IS NULL ORDER BY c.id`;
  const readers = new Map<string, (raw: string) => Reading>();
  const read: ReadCallback[] = [];
  for (const row of rows) {
    const reader = readers.get(row.account_id) ?? (await openReader(carriers, row.account_id));
    readers.set(row.account_id, reader);
    read.push(assign(row, reader(row.raw)));
  }
  const refused = await writeApart(read, (part) => inTransaction(sql, (client) => keep(client, part)));
  for (const [{ row }, error] of refused) await setAside(sql, row.id, error);
}

/** What the database refuses would be refused again: a person decides. */
async function setAside(sql: Sql, callbackId: string, error: unknown): Promise<void> {
  const outcome = `Not stored: ${noteFault(error, callbackId)}`;
  await sql.query(
    `UPDATE callback SET handled_at = now(), state = 'kept', outcome = $2 WHERE id = $1 AND handled_at IS NULL`,
    [callbackId, outcome],
  );
}

function noteFault(error: unknown, callbackId?: string): string {
  const ref = crypto.randomUUID().slice(0, 8);
  log.error({ ref, err: error, callbackId }, "a callback could not be processed");
  return `a fault of Tandem, not of the carrier (log reference ${ref}).`;
}

/** A reader does not throw for what a carrier sent: it explains why it cannot read it. */
async function openReader(carriers: Carriers, accountId: string): Promise<(raw: string) => Reading> {
  const refuse = (refusal: string): Reading => ({ events: [], refusals: [refusal] });
  try {
    const { carrier, definition } = await carriers.open(accountId);
    const { callbacks } = carrier;
    if (!callbacks) return () => refuse(`${definition.label} reports nothing that is read here.`);
    return (raw) => {
      try {
        return readEach(callbacks, parseCallback(raw));
      } catch (error) {
        return refuse(explain(error));
      }
    };
  } catch (error) {
    if (error instanceof AppError) return () => refuse("This carrier account is switched off.");
    throw error;
  }
}

const explain = (error: unknown) =>
  error instanceof CarrierError || error instanceof CallbackFormError ? error.message : noteFault(error);

function readEach(callbacks: Callbacks, payload: unknown): Reading {
  const isList = callbacks.hasLists === true && Array.isArray(payload);
  const parts: readonly unknown[] = isList && payload.length > 0 && payload.length <= MAX_EVENTS ? payload : [payload];
  const events: InboundEvent[] = [];
  const refusals: string[] = [];
  for (const part of parts)
    try {
      events.push(...callbacks.read(part));
    } catch (error) {
      refusals.push(explain(error));
    }
  return { events, refusals };
}

/** Which of our numbers each event is about. */
function assign(row: CallbackRow, reading: Reading): ReadCallback {
  const events: MessageEvent[] = [];
  const refusals = [...reading.refusals];
  for (const event of reading.events) {
    const spelling = event.direction === "in" ? event.to : event.from;
    const parsed = parsePhoneNumber(spelling);
    const account = { id: row.account_id, carrierId: row.carrier };
    if (!parsed.ok) refusals.push(`“${cutText(spelling, MAX_QUOTED)}” is no number of ours.`);
    else if (!isPossibleTime(event.time))
      refusals.push(`No message can have been sent at “${cutText(event.time ?? "", MAX_QUOTED)}”.`);
    else events.push({ account, event, number: parsed.number, times: row.is_counted ? 0 : 1 });
  }
  return { row, events, refusals };
}

async function keep(client: PoolClient, read: readonly ReadCallback[]): Promise<void> {
  const claimed = await queryRows(client, idRow)`
    SELECT id FROM callback WHERE id = ANY(${read.map(({ row }) => row.id)}::uuid[]) AND handled_at IS NULL ORDER BY id FOR UPDATE`;
  const ids = new Set(claimed.map(({ id }) => id));
  const own = read.filter(({ row }) => ids.has(row.id));
  const known = await listKnown(client, [...new Set(own.flatMap(({ events }) => events.map(({ number }) => number)))]);
  const evaluated = own.map((callback) => ({ ...callback, ...evaluate(callback, known) }));
  await storeMessages(
    client,
    evaluated.flatMap(({ known: events }) => events),
  );
  await client.query(
    `UPDATE callback c SET handled_at = now(), state = u.state, outcome = u.outcome,
       is_counted = c.is_counted OR u.is_counted
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::boolean[]) AS u(id, state, outcome, is_counted) WHERE c.id = u.id`,
    [
      evaluated.map(({ row }) => row.id),
      evaluated.map(({ state }) => state),
      evaluated.map(({ outcome }) => outcome),
      evaluated.map(({ known: events }) => events.length > 0),
    ],
  );
}

async function listKnown(client: PoolClient, numbers: readonly PhoneNumber[]): Promise<ReadonlySet<string>> {
  const rows = await queryRows(client, numberRow)`SELECT e164 FROM number WHERE e164 = ANY(${numbers}::text[])`;
  return new Set(rows.map(({ e164 }) => e164));
}

/** Understood is only a callback without anything odd. Whatever of it is known becomes a message; the rest waits for a replay. */
function evaluate({ refusals, events }: ReadCallback, numbers: ReadonlySet<string>) {
  const known = events.filter(({ number }) => numbers.has(number));
  const unknown = events.find(({ number }) => !numbers.has(number))?.number;
  const total = events.length + refusals.length;
  const [refusal] = refusals;
  if (refusal !== undefined) {
    const share = total === 1 ? "" : `${refusals.length} of ${total} events: `;
    return { state: "kept", outcome: `Not understood: ${share}${refusal}`, known };
  }
  if (unknown !== undefined) return { state: "quarantined", outcome: `${unknown} is not known here.`, known };
  return { state: "understood", outcome: "Understood", known };
}
