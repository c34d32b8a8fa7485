import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { CarrierError, type InboundEvent } from "@/lib/carriers/carrier";
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

/** `refusal`: why nothing was read. */
type Reading = { events: readonly InboundEvent[]; refusal: string | null };
type ReadCallback = { row: CallbackRow; events: MessageEvent[]; numbers: PhoneNumber[]; refusal: string | null };

const MAX_QUOTED = 80;

/**
 * Turns stored callbacks into messages, all of them in one transaction; one that cannot be read or stored is set aside with its reason,
 * and takes nothing from the others. The same message again is counted, not doubled; an event that comes late moves nothing back; a
 * number that is not known here leaves its callback in quarantine. Running it twice changes nothing.
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
  const refuse = (refusal: string): Reading => ({ events: [], refusal });
  try {
    const { carrier, definition } = await carriers.open(accountId);
    const { callbacks } = carrier;
    if (!callbacks) return () => refuse(`${definition.label} reports nothing that is read here.`);
    return (raw) => {
      try {
        return { events: callbacks.read(parseCallback(raw)), refusal: null };
      } catch (error) {
        return refuse(
          error instanceof CarrierError || error instanceof CallbackFormError ? error.message : noteFault(error),
        );
      }
    };
  } catch (error) {
    if (error instanceof AppError) return () => refuse("This carrier account is switched off.");
    throw error;
  }
}

/** Which of our numbers each event is about. */
function assign(row: CallbackRow, reading: Reading): ReadCallback {
  const events: MessageEvent[] = [];
  for (const event of reading.events) {
    const spelling = event.direction === "in" ? event.to : event.from;
    const parsed = parsePhoneNumber(spelling);
    const setAsideFor = (reason: string) => ({ row, events: [], numbers: [], refusal: reason });
    if (!parsed.ok) return setAsideFor(`“${cutText(spelling, MAX_QUOTED)}” is no number of ours.`);
    if (!isPossibleTime(event.time))
      return setAsideFor(`No message can have been sent at “${cutText(event.time ?? "", MAX_QUOTED)}”.`);
    const account = { id: row.account_id, carrierId: row.carrier };
    events.push({ account, event, number: parsed.number, times: row.is_counted ? 0 : 1 });
  }
  return { row, events, numbers: events.map(({ number }) => number), refusal: reading.refusal };
}

async function keep(client: PoolClient, read: readonly ReadCallback[]): Promise<void> {
  const claimed = await queryRows(client, idRow)`
    SELECT id FROM callback WHERE id = ANY(${read.map(({ row }) => row.id)}::uuid[]) AND handled_at IS NULL ORDER BY id FOR UPDATE`;
  const ids = new Set(claimed.map(({ id }) => id));
  const own = read.filter(({ row }) => ids.has(row.id));
  const known = await listKnown(client, [...new Set(own.flatMap(({ numbers }) => numbers))]);
  const evaluated = own.map((callback) => ({ ...callback, ...evaluate(callback, known) }));
  await storeMessages(
    client,
    evaluated.flatMap(({ state, events }) => (state === "understood" ? events : [])),
  );
  await client.query(
    `UPDATE callback c SET handled_at = now(), state = u.state, outcome = u.outcome,
       is_counted = c.is_counted OR u.state = 'understood'
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS u(id, state, outcome) WHERE c.id = u.id`,
    [evaluated.map(({ row }) => row.id), evaluated.map(({ state }) => state), evaluated.map(({ outcome }) => outcome)],
  );
}

async function listKnown(client: PoolClient, numbers: readonly PhoneNumber[]): Promise<ReadonlySet<string>> {
  const rows = await queryRows(client, numberRow)`SELECT e164 FROM number WHERE e164 = ANY(${numbers}::text[])`;
  return new Set(rows.map(({ e164 }) => e164));
}

/** All of a callback or nothing of it: a replay then finds it whole. */
function evaluate({ refusal, numbers }: ReadCallback, known: ReadonlySet<string>) {
  if (refusal !== null) return { state: "kept", outcome: `Not understood: ${refusal}` };
  const unknown = numbers.find((number) => !known.has(number));
  if (unknown !== undefined) return { state: "quarantined", outcome: `${unknown} is not known here.` };
  return { state: "understood", outcome: "Understood" };
}
