import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows, sql } from "@/lib/db/sql";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { type Facts, isServiceField, type ServiceField } from "@/lib/domain/service-state";
import { type FindOpenDrift, listOpenDrift } from "./list-open-drift";
import type { ServiceView } from "./number-view";

/** As `json` spells it, which is made in less than half the time of `jsonb`. */
export const factRow = z.object({
  facet: z.string(),
  value: z.string().nullable(),
  raw: z.string().nullable(),
  checked_at: z.string(),
  changed_at: z.string(),
  call_id: z.string().nullable(),
});
type FactRow = z.infer<typeof factRow>;

export const serviceSqlRow = z.object({
  e164: phoneNumber,
  account_id: z.string(),
  carrier: z.string(),
  account_label: z.string(),
  mode: z.string(),
  facts: z.array(factRow),
});
export type ServiceSqlRow = z.infer<typeof serviceSqlRow>;

/** The facts of one number at one account, as a list; `f` is the table. */
export const writeFacts = ({ hasRaw }: { hasRaw: boolean }) =>
  sql`json_agg(json_build_object('facet', f.facet, 'value', f.value, 'raw', ${hasRaw ? sql`f.raw` : sql`NULL`}, 'checked_at', f.checked_at,
     'changed_at', f.changed_at, 'call_id', f.call_id)) AS facts`;

/** What every carrier account does for these numbers, by carrier and label. Without raw texts, which no list shows. */
export async function listServices(
  { sql }: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
): Promise<Map<PhoneNumber, ServiceView[]>> {
  const byNumber = new Map<PhoneNumber, ServiceView[]>();
  if (numbers.length === 0) return byNumber;
  const rows = await queryRows(sql, serviceSqlRow)`
    SELECT s.*, a.label AS account_label, a.mode FROM (
      SELECT f.e164, f.account_id, f.carrier, ${writeFacts({ hasRaw: false })} FROM number_fact f WHERE f.e164 = ANY(${numbers}::text[])
      GROUP BY f.e164, f.account_id, f.carrier
    ) s JOIN carrier_account a ON a.id = s.account_id ORDER BY s.carrier, a.label`;
  const findDrift = await listOpenDrift({ sql }, numbers);
  for (const row of rows) {
    const list = byNumber.get(row.e164) ?? [];
    list.push(toServiceView(row, findDrift));
    byNumber.set(row.e164, list);
  }
  return byNumber;
}

/** Values outside the domain's lists cannot come from a mapper; what is stored is taken as it is. */
export function toServiceView(row: ServiceSqlRow, findDrift: FindOpenDrift): ServiceView {
  const facts = toFacts(row.facts);
  const drift = findDrift(row.e164, row.account_id);
  const read = <T extends string>(field: ServiceField) => (facts[field]?.value ?? null) as T | null;
  return {
    accountId: row.account_id,
    accountLabel: row.account_label,
    carrierId: row.carrier,
    carrierLabel: findCarrier(row.carrier)?.label ?? row.carrier,
    isSandbox: row.mode === "sandbox",
    ownership: read<ServiceView["ownership"]>("ownership") ?? "unknown",
    smsState: read("smsState"),
    importState: read("importState"),
    registrationState: read("registrationState"),
    applicationId: read("applicationId"),
    campaignId: read("campaignId"),
    webhookUrl: read("webhookUrl"),
    route: read("route"),
    facts,
    ...(drift.length > 0 && { drift }),
  };
}

/** A facet that only a newer release knows is left out. */
const toFacts = (rows: readonly FactRow[]): Facts =>
  Object.fromEntries(
    rows
      .filter(({ facet }) => isServiceField(facet))
      .map(({ facet, value, raw, checked_at, changed_at, call_id }) => [
        facet,
        {
          value,
          raw,
          checkedAt: toInstant(checked_at),
          changedAt: toInstant(changed_at),
          callId: call_id,
        },
      ]),
  );

/** As ISO 8601 in milliseconds. Lists hold tens of thousands of instants; a date of each costs as much as all the rest. */
function toInstant(text: string): string {
  const isUtc = text.length <= 32 && text.charAt(10) === "T" && text.endsWith("+00:00");
  if (!isUtc) return new Date(text).toISOString();
  const [seconds = "", fraction = ""] = text.slice(0, -6).split(".");
  return `${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
}
