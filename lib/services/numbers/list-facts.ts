import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, sql } from "@/lib/db/sql";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { type Fact, type Facts, isServiceField, type ServiceField } from "@/lib/domain/service-state";

const factRow = z.object({
  e164: phoneNumber,
  account_id: z.string(),
  facet: z.string(),
  value: z.string().nullable(),
  raw: z.string().nullable(),
  checked_at: z.string(),
  changed_at: z.string(),
  call_id: z.string().nullable(),
});

/** By number, and by account that has reported anything about it. */
export type FactsByNumber = ReadonlyMap<PhoneNumber, ReadonlyMap<string, Facts>>;

/** What all accounts have reported of these numbers. Raw texts only with `hasRaw`; no list shows them. A facet that only a newer release knows is left out. */
export async function listFacts(
  ctx: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
  { hasRaw = false } = {},
): Promise<FactsByNumber> {
  const found = new Map<PhoneNumber, Map<string, Partial<Record<ServiceField, Fact>>>>();
  if (numbers.length === 0) return found;
  // Tens of thousands of rows: instants as texts cost far less than dates.
  const rows = await queryRows(ctx.sql, factRow)`
    SELECT f.e164, f.account_id, f.facet, f.value, ${hasRaw ? sql`f.raw` : sql`NULL::text AS raw`},
      to_json(f.checked_at) #>> '{}' AS checked_at, to_json(f.changed_at) #>> '{}' AS changed_at, f.call_id
    FROM number_fact f WHERE f.e164 = ANY(${numbers}::text[])`;
  for (const { e164, account_id, facet, value, raw, checked_at, changed_at, call_id } of rows) {
    let accounts = found.get(e164);
    if (!accounts) found.set(e164, (accounts = new Map()));
    let facts = accounts.get(account_id);
    if (!facts) accounts.set(account_id, (facts = {}));
    if (!isServiceField(facet)) continue;
    facts[facet] = {
      value,
      raw,
      checkedAt: toInstant(checked_at),
      changedAt: toInstant(changed_at),
      callId: call_id,
    };
  }
  return found;
}

/** As ISO 8601 in milliseconds. */
function toInstant(text: string): string {
  const isUtc = text.length <= 32 && text.charAt(10) === "T" && text.endsWith("+00:00");
  if (!isUtc) return new Date(text).toISOString();
  const [seconds = "", fraction = ""] = text.slice(0, -6).split(".");
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
}
