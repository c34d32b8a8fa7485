import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts, ServiceField } from "@/lib/domain/service-state";
import { ensureNumbers } from "@/lib/services/numbers/ensure-numbers";

export type FactEntry = {
  number: PhoneNumber;
  facts: ServiceFacts;
  raw?: unknown;
  orderId?: string | null;
  callId?: string | null;
  actorId?: string | null;
};

const COLUMNS = {
  ownership: "ownership",
  smsState: "sms_state",
  importState: "import_state",
  registrationState: "registration_state",
  applicationId: "application_id",
  campaignId: "campaign_id",
  webhookUrl: "webhook_url",
  route: "route",
} as const satisfies Record<ServiceField, string>;
const FIELDS = Object.keys(COLUMNS) as ServiceField[];

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

type ServiceRow = { e164: PhoneNumber; raw: unknown } & Record<ServiceField, string | null>;

/**
 * Keeps what a carrier said about numbers: the fields that its answer spoke of, its raw words, and the moment. Every change of a field
 * becomes an entry of the number's timeline. Runs in the caller's transaction.
 */
export async function recordFacts(
  client: PoolClient,
  account: { id: string; carrierId: string },
  entries: readonly FactEntry[],
): Promise<void> {
  const merged = mergeEntries(entries);
  if (merged.length === 0) return;
  await ensureNumbers(
    client,
    merged.map((entry) => entry.number),
  );
  const select = FIELDS.map((field) => `${COLUMNS[field]} AS "${field}"`).join(", ");
  const { rows } = await client.query<ServiceRow>(
    `SELECT e164, raw, ${select} FROM number_service WHERE account_id = $1 AND e164 = ANY($2::text[]) ORDER BY e164 FOR UPDATE`,
    [account.id, merged.map((entry) => entry.number)],
  );
  const known = new Map(rows.map((row) => [row.e164, row]));
  const next = merged.map((entry) => ({
    entry,
    before: known.get(entry.number),
    row: applyFacts(known.get(entry.number), entry),
  }));
  await upsertServices(
    client,
    account,
    next.map(({ row }) => row),
  );
  await insertEvents(
    client,
    account,
    next.flatMap(({ entry, before, row }) => describeChanges(entry, before, row)),
  );
}

/** Later entries win field by field; sorted, so that two workers lock rows in the same order. */
function mergeEntries(entries: readonly FactEntry[]): FactEntry[] {
  const byNumber = new Map<PhoneNumber, FactEntry>();
  for (const entry of entries) {
    const earlier = byNumber.get(entry.number);
    byNumber.set(entry.number, earlier ? { ...entry, facts: { ...earlier.facts, ...entry.facts } } : entry);
  }
  return [...byNumber.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
}

function applyFacts(
  before: ServiceRow | undefined,
  { number, facts, raw }: FactEntry,
): ServiceRow & { hasChanged: boolean } {
  const row: ServiceRow = {
    e164: number,
    raw: raw ?? before?.raw ?? {},
    ownership: before?.ownership ?? "unknown",
    smsState: before?.smsState ?? null,
    importState: before?.importState ?? null,
    registrationState: before?.registrationState ?? null,
    applicationId: before?.applicationId ?? null,
    campaignId: before?.campaignId ?? null,
    webhookUrl: before?.webhookUrl ?? null,
    route: before?.route ?? null,
  };
  for (const field of FIELDS) {
    const value = facts[field];
    if (value !== undefined) row[field] = value;
  }
  return { ...row, hasChanged: FIELDS.some((field) => row[field] !== (before?.[field] ?? null)) };
}

async function upsertServices(
  client: PoolClient,
  account: { id: string; carrierId: string },
  rows: readonly (ServiceRow & { hasChanged: boolean })[],
) {
  const columns = FIELDS.map((field) => COLUMNS[field]);
  await client.query(
    `INSERT INTO number_service (account_id, carrier, e164, raw, ${columns.join(", ")}, checked_at, changed_at)
     SELECT $1, $2, u.e164, u.raw, ${columns.map((name) => `u.${name}`).join(", ")}, now(), now()
     FROM unnest($3::text[], $4::jsonb[], $5::bool[], ${columns.map((_, n) => `$${n + 6}::text[]`).join(", ")})
       AS u(e164, raw, has_changed, ${columns.join(", ")})
     ON CONFLICT (e164, account_id) DO UPDATE SET raw = excluded.raw, ${columns.map((name) => `${name} = excluded.${name}`).join(", ")},
       checked_at = excluded.checked_at,
       changed_at = CASE WHEN (${columns.map((name) => `number_service.${name}`).join(", ")}) IS DISTINCT FROM
         (${columns.map((name) => `excluded.${name}`).join(", ")}) THEN now() ELSE number_service.changed_at END`,
    [
      account.id,
      account.carrierId,
      rows.map((row) => row.e164),
      rows.map((row) => JSON.stringify(row.raw)),
      rows.map((row) => row.hasChanged),
      ...FIELDS.map((field) => rows.map((row) => row[field])),
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

function describeChanges(entry: FactEntry, before: ServiceRow | undefined, row: ServiceRow): NumberEventInput[] {
  return FIELDS.filter(
    (field) => row[field] !== (before?.[field] ?? null) && !(field === "ownership" && row[field] === "unknown"),
  ).map((field) => ({
    number: entry.number,
    kind: "changed",
    field,
    before: before?.[field] ?? null,
    after: row[field],
    message: `${FIELD_LABELS[field]}: ${row[field] ?? "none"}`,
    orderId: entry.orderId,
    callId: entry.callId,
    actorId: entry.actorId,
  }));
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
