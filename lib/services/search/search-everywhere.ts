import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows, sql } from "@/lib/db/sql";
import { ORDER_KINDS, orderKind } from "@/lib/domain/order";
import { formatNational, parsePhoneNumber, phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { SearchHit } from "@/lib/domain/search-hit";
import { readStanding } from "@/lib/services/numbers/state-sets";

export const searchInput = z.object({ q: z.string().trim().max(200) });

const MAX = 8;
const OF_EACH = 4;

/**
 * Numbers by any spelling, beginning or last four digits; orders by our reference or a carrier's id; campaigns and brands by id. At most
 * eight hits, the most certain first. Every question is one index look-up.
 */
export async function searchEverywhere(ctx: Context, { q }: z.output<typeof searchInput>): Promise<SearchHit[]> {
  if (q.length < 2) return [];
  const [numbers, orders, campaigns, brands] = await Promise.all([
    findNumbers(ctx, q),
    findOrders(ctx, q),
    findCampaigns(ctx, q),
    findBrands(ctx, q),
  ]);
  return [...numbers, ...orders, ...campaigns, ...brands].slice(0, MAX);
}

const numberRow = z.object({
  e164: z.string(),
  state: z.string().nullable(),
  rateCenter: z.string().nullable(),
  states: z.array(z.string()),
});
type NumberRow = z.infer<typeof numberRow>;
const NUMBER_COLUMNS = sql`e164, state, rate_center AS "rateCenter",
  (SELECT k.states FROM state_set k WHERE k.id = state_set_id) AS states`;

async function findNumbers(ctx: Context, text: string): Promise<SearchHit[]> {
  const parsed = parsePhoneNumber(text);
  if (parsed.ok) return [await describeExact(ctx, parsed.number)];
  const digits = text.replace(/^\+?1(?=\D*[2-9])/, "").replace(/\D/g, "");
  if (!/^[\d+().\-\s/]*$/.test(text) || digits.length < 3 || digits.length > 10) return [];
  const [byStart, byEnd] = await Promise.all([
    queryRows(ctx.sql, numberRow)`
      SELECT ${NUMBER_COLUMNS} FROM number WHERE e164 BETWEEN ${`+1${digits.padEnd(10, "0")}`} AND ${`+1${digits.padEnd(10, "9")}`} ORDER BY e164 LIMIT ${OF_EACH}`,
    digits.length === 4
      ? queryRows(ctx.sql, numberRow)`
        SELECT ${NUMBER_COLUMNS} FROM number WHERE right(e164, 4) = ${digits} ORDER BY e164 LIMIT ${OF_EACH}`
      : [],
  ]);
  const seen = new Set<string>();
  return [...byStart, ...byEnd].flatMap((row) => {
    const number = phoneNumber.safeParse(row.e164);
    if (!number.success || seen.has(row.e164)) return [];
    seen.add(row.e164);
    return [toNumberHit(number.data, describePlace(row))];
  });
}

async function describeExact(ctx: Context, number: PhoneNumber): Promise<SearchHit> {
  const [row] = await queryRows(ctx.sql, numberRow)`SELECT ${NUMBER_COLUMNS} FROM number WHERE e164 = ${number}`;
  return toNumberHit(number, row ? describePlace(row) : "Not in the inventory");
}

const toNumberHit = (number: PhoneNumber, note: string): SearchHit => ({
  kind: "number",
  href: `/numbers/${encodeURIComponent(number)}`,
  title: formatNational(number),
  note,
});

/** A number that somebody merely typed once is not passed off as one of ours. */
const describePlace = ({ rateCenter, state, states }: NumberRow) =>
  [rateCenter, state, readStanding(states) === "mentioned" && "mentioned only, no carrier lists it as ours"]
    .filter(Boolean)
    .join(", ");

const orderRow = z.object({
  id: z.string(),
  ref: z.string(),
  kind: z.string(),
  carrier: z.string(),
  status: z.string(),
});

async function findOrders(ctx: Context, text: string): Promise<SearchHit[]> {
  const ref = text.toUpperCase();
  if (!/^[A-Z0-9-]{4,60}$/.test(ref)) return [];
  const rows = await queryRows(ctx.sql, orderRow)`
    SELECT id, ref, kind, carrier, status FROM orders WHERE ref = ${ref}
    UNION
    SELECT o.id, o.ref, o.kind, o.carrier, o.status FROM dispatch d JOIN orders o ON o.id = d.order_id
    WHERE d.external_id = ${text} OR d.reference = ${ref} OR d.reference = ${text}
    LIMIT ${OF_EACH}`;
  return rows.map(({ id, ref: found, kind, carrier, status }) => {
    const known = orderKind.safeParse(kind);
    const label = known.success ? ORDER_KINDS[known.data].label : kind;
    const name = findCarrier(carrier)?.label ?? carrier;
    return { kind: "order", href: `/orders/${id}`, title: found, note: `${label}, ${name}, ${status.toLowerCase()}` };
  });
}

const campaignRow = z.object({ id: z.string(), campaignId: z.string(), description: z.string() });

async function findCampaigns(ctx: Context, text: string): Promise<SearchHit[]> {
  if (!/^[\w-]{3,100}$/.test(text)) return [];
  // Not Prisma's startsWith: it takes _ for any character.
  const campaigns = await queryRows(ctx.sql, campaignRow)`
    SELECT id, campaign_id AS "campaignId", description FROM campaign
    WHERE starts_with(lower(campaign_id), lower(${text})) ORDER BY campaign_id LIMIT ${OF_EACH}`;
  return campaigns.map(({ id, campaignId, description }) => ({
    kind: "campaign",
    href: `/campaigns/${id}`,
    title: campaignId,
    note: description,
  }));
}

const brandRow = z.object({ id: z.string(), brandId: z.string(), name: z.string() });

async function findBrands(ctx: Context, text: string): Promise<SearchHit[]> {
  if (!/^[\w-]{2,100}$/.test(text)) return [];
  const rows = await queryRows(ctx.sql, brandRow)`
    SELECT id, brand_id AS "brandId", name FROM brand WHERE starts_with(lower(brand_id), lower(${text})) ORDER BY brand_id LIMIT ${OF_EACH}`;
  return rows.map(({ id, brandId, name }) => ({ kind: "brand", href: `/brands/${id}`, title: brandId, note: name }));
}
