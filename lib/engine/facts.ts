import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { cleanText, cleanValue } from "@/lib/domain/clean-text";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { SERVICE_FIELDS, type ServiceFacts, type ServiceField } from "@/lib/domain/service-state";
import { settleAppeared } from "./drift/drift-rows";
import { type ChangedFact, noteChanges } from "./drift/note-changes";
import { ensureNumbers } from "./ensure-numbers";

export type FactEntry = {
  number: PhoneNumber;
  facts: ServiceFacts;
  /** The part of the answer about this number: text, or what was parsed of it. */
  raw?: unknown;
  orderId?: string | null;
  callId?: string | null;
  actorId?: string | null;
};

const FIELD_LABELS = {
  ownership: "Ownership",
  smsState: "SMS",
  importState: "Import",
  registrationState: "Registration",
  applicationId: "Application",
  campaignId: "Campaign",
  webhookUrl: "Webhook",
  route: "Route",
} as const satisfies Record<ServiceField, string>;

type NewFact = { field: ServiceField; value: string | null; entry: FactEntry };

const factRow = z.object({
  e164: phoneNumber,
  facet: z.string(),
  value: z.string().nullable(),
  checked_at: z.date(),
});
type KnownFact = z.infer<typeof factRow>;

/**
 * Keeps what a carrier's answer said about numbers: a row for each fact that it spoke of, with its raw text, moment and call; no other
 * fact gets a newer date. A number that appeared is known from then on. Every changed value becomes an entry of the number's timeline,
 * and drift where no order of ours explains it. `readAt`: when the reading began; a fact that was read since is kept. Returns of how many
 * numbers a known value changed. Runs in the caller's transaction.
 */
export async function recordFacts(
  client: PoolClient,
  account: { id: string; carrierId: string },
  entries: readonly FactEntry[],
  { readAt }: { readAt?: Date } = {},
): Promise<number> {
  const merged = mergeEntries(entries);
  if (merged.length === 0) return 0;
  const numbers = [...new Set(merged.map(({ entry }) => entry.number))];
  await ensureNumbers(client, numbers);
  // Numbers first and in order, as the triggers lock them: two writers of the same numbers wait for one another.
  await client.query(`SELECT FROM number WHERE e164 = ANY($1::text[]) ORDER BY e164 FOR NO KEY UPDATE`, [numbers]);
  const rows = await queryRows(client, factRow)`
    SELECT e164, facet, value, checked_at FROM number_fact WHERE account_id = ${account.id} AND e164 = ANY(${numbers}::text[])`;
  const known = new Map(rows.map((row) => [keyOf(row.e164, row.facet), row]));
  const findKnown = ({ entry, field }: NewFact) => known.get(keyOf(entry.number, field));
  const facts = merged.filter((fact) => !(readAt && (findKnown(fact)?.checked_at ?? readAt) > readAt));
  await upsertFacts(client, account, facts);
  // Only a number without facts can have appeared.
  const knownNumbers = new Set(rows.map(({ e164 }) => e164));
  await settleAppeared(
    client,
    account.id,
    numbers.filter((one) => !knownNumbers.has(one)),
  );
  const changes = facts.flatMap((fact) => toChange(fact, findKnown(fact)));
  const drift = await noteChanges(client, account, changes);
  await insertEvents(client, account, [
    ...facts.flatMap((fact) => describeChange(fact, findKnown(fact)?.value ?? null)),
    ...drift.map(({ facet, ...event }) => ({ ...event, kind: "drift", field: facet })),
  ]);
  return new Set(changes.map(({ number }) => number)).size;
}

/** A value that was never read is no change. */
function toChange({ field, value, entry }: NewFact, known: KnownFact | undefined): ChangedFact[] {
  if (!known || known.value === value) return [];
  const { number, callId = null, orderId = null } = entry;
  return [
    {
      number,
      field,
      before: known.value,
      after: value,
      knownAt: known.checked_at,
      raw: toRawText(entry.raw),
      callId,
      orderId,
    },
  ];
}

const keyOf = (number: PhoneNumber, field: string) => `${number} ${field}`;

/** Later entries win, fact by fact; sorted by number. */
function mergeEntries(entries: readonly FactEntry[]): NewFact[] {
  const merged = new Map<string, NewFact>();
  for (const entry of entries)
    for (const field of SERVICE_FIELDS) {
      const value = entry.facts[field];
      if (value !== undefined)
        merged.set(keyOf(entry.number, field), { field, value: value === null ? null : cleanText(value), entry });
    }
  return [...merged.values()].sort((a, b) => (a.entry.number < b.entry.number ? -1 : 1));
}

function toRawText(raw: unknown): string | null {
  if (raw === undefined || raw === null) return null;
  return typeof raw === "string" ? cleanText(raw) : JSON.stringify(cleanValue(raw));
}

async function upsertFacts(
  client: PoolClient,
  account: { id: string; carrierId: string },
  facts: readonly NewFact[],
): Promise<void> {
  if (facts.length === 0) return;
  await client.query(
    `INSERT INTO number_fact (account_id, carrier, e164, facet, value, raw, call_id, checked_at, changed_at)
     SELECT $1, $2, u.e164, u.facet, u.value, u.raw, u.call_id, now(), now()
     FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[]) AS u(e164, facet, value, raw, call_id)
     ON CONFLICT (e164, account_id, facet) DO UPDATE SET value = excluded.value, raw = excluded.raw, call_id = excluded.call_id,
       checked_at = excluded.checked_at,
       changed_at = CASE WHEN number_fact.value IS DISTINCT FROM excluded.value THEN now() ELSE number_fact.changed_at END`,
    [
      account.id,
      account.carrierId,
      facts.map(({ entry }) => entry.number),
      facts.map(({ field }) => field),
      facts.map(({ value }) => value),
      facts.map(({ entry }) => toRawText(entry.raw)),
      facts.map(({ entry }) => entry.callId ?? null),
    ],
  );
}

export type NumberEventInput = {
  number: PhoneNumber;
  kind: string;
  message: string;
  field?: string | null;
  before?: string | null;
  after?: string | null;
  orderId?: string | null;
  callId?: string | null;
  actorId?: string | null;
};

function describeChange({ field, value, entry }: NewFact, before: string | null): NumberEventInput[] {
  if (value === before || (field === "ownership" && value === "unknown")) return [];
  return [
    {
      number: entry.number,
      kind: "changed",
      field,
      before,
      after: value,
      message: `${FIELD_LABELS[field]}: ${value ?? "none"}`,
      orderId: entry.orderId,
      callId: entry.callId,
      actorId: entry.actorId,
    },
  ];
}

export async function insertEvents(
  client: PoolClient,
  account: { id: string; carrierId: string } | null,
  events: readonly NumberEventInput[],
): Promise<void> {
  if (events.length === 0) return;
  const column = <T>(read: (event: NumberEventInput) => T) => events.map(read);
  await client.query(
    `INSERT INTO number_event (account_id, carrier, id, e164, kind, field, before, after, message, order_id, call_id, actor_id)
     SELECT $1, $2, u.* FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::uuid[],
       $11::uuid[], $12::uuid[]) AS u`,
    [
      account?.id ?? null,
      account?.carrierId ?? null,
      column(() => uuidv7()),
      column((e) => e.number),
      column((e) => e.kind),
      column((e) => e.field ?? null),
      column((e) => e.before ?? null),
      column((e) => e.after ?? null),
      column((e) => e.message),
      column((e) => e.orderId ?? null),
      column((e) => e.callId ?? null),
      column((e) => e.actorId ?? null),
    ],
  );
}
