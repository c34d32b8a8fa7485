import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { readAgeCursor, toAgeCursor } from "@/lib/db/age-place";
import { inSnapshot } from "@/lib/db/snapshot";
import { and, queryRows, raw, sql } from "@/lib/db/sql";
import type { CustomerCount } from "@/lib/domain/customer-counts";
import { type DriftCounts, driftKind, type DriftQuery, type DriftRow, driftState } from "@/lib/domain/drift";
import { cutPage, type Page, readPlace, type Total, toTotal } from "@/lib/domain/page";
import { phoneNumber } from "@/lib/domain/phone-number";
import { countDrift } from "./count-drift";
import { type DriftList, listConditions } from "./drift-choice";
import { listDriftCustomers } from "./list-drift-customers";

const ROWS_PER_PAGE = 100;
const COUNTED_TO = 10_000;

export type DriftPage = Page<DriftRow> & {
  /** The moment that all of it is of. */
  at: string;
  /** With the filter; exact up to 10,000. */
  total: Total;
  /** Without the filter. */
  counts: DriftCounts;
  accounts: { id: string; label: string }[];
  /** Of the list without its filter, the most numbers first; empty where no number has a customer. */
  customers: CustomerCount[];
};

const driftRow = z.object({
  id: z.string(),
  e164: phoneNumber,
  account_id: z.string(),
  carrier: z.string(),
  label: z.string(),
  kind: driftKind,
  facet: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  raw: z.string().nullable(),
  call_id: z.string().nullable(),
  seen_at: z.date(),
  state: driftState,
  order_id: z.string().nullable(),
  ref: z.string().nullable(),
  customer_id: z.string().nullable(),
  customer: z.string().nullable(),
});
const totalRow = z.object({ count: z.number(), at: z.date() });
const accountRow = z.object({ id: z.string(), carrier: z.string(), label: z.string() });

/** What nobody has settled, newest first, by keyset; its cursor is `<milliseconds>.<id>`. */
export const listDrift = (ctx: Context, query: DriftQuery): Promise<DriftPage> =>
  inSnapshot(ctx, (snapshot) => readPage(snapshot, "drift", query));

/** Numbers that appeared at a carrier and wait for a person, in the same way. */
export const listDiscovered = (ctx: Context, query: DriftQuery): Promise<DriftPage> =>
  inSnapshot(ctx, (snapshot) => readPage(snapshot, "discover", { ...query, kind: undefined }));

async function readPage(ctx: Context, list: DriftList, { after, before, ...filter }: DriftQuery): Promise<DriftPage> {
  const conditions = listConditions(ctx, list, filter);
  const place = readPlace({ after, before });
  const comparison = raw(place.isBackwards ? ">" : "<");
  const own = place.cursor ? [sql`(d.seen_at, d.id) ${comparison} ${readAgeCursor(place.cursor)}`] : [];
  const direction = raw(place.isBackwards ? "ASC" : "DESC");
  const [total] = await queryRows(ctx.sql, totalRow)`
    SELECT count(*) AS count, now() AS at FROM (SELECT FROM drift d WHERE ${and(conditions)} LIMIT ${COUNTED_TO + 1}) n`;
  const rows = await queryRows(ctx.sql, driftRow)`
    SELECT d.id, d.e164, d.account_id, d.carrier, a.label, d.kind, d.facet, d.before, d.after, d.raw, d.call_id, d.seen_at, d.state,
      d.order_id, o.ref, c.id AS customer_id, c.name AS customer
    FROM drift d JOIN carrier_account a ON a.id = d.account_id LEFT JOIN orders o ON o.id = d.order_id
    LEFT JOIN number n ON n.e164 = d.e164 LEFT JOIN customer c ON c.id = n.customer_id
    WHERE ${and([...conditions, ...own])} ORDER BY d.seen_at ${direction}, d.id ${direction} LIMIT ${ROWS_PER_PAGE + 1}`;
  const accounts = await queryRows(ctx.sql, accountRow)`
    SELECT a.id, a.carrier, a.label FROM carrier_account a
    WHERE a.is_enabled OR EXISTS (SELECT FROM drift d WHERE d.account_id = a.id) ORDER BY a.carrier, a.label`;
  const page = cutPage(rows, ROWS_PER_PAGE, place, ({ seen_at, id }) => toAgeCursor(seen_at, id));
  return {
    ...page,
    rows: page.rows.map(toView),
    at: (total?.at ?? ctx.now()).toISOString(),
    total: toTotal(total?.count, COUNTED_TO),
    counts: await countDrift(ctx),
    customers: await listDriftCustomers(ctx, list),
    accounts: accounts.map((row) => ({ id: row.id, label: `${nameCarrier(row.carrier)} · ${row.label}` })),
  };
}

const nameCarrier = (id: string) => findCarrier(id)?.label ?? id;

const toView = (row: z.output<typeof driftRow>): DriftRow => ({
  id: row.id,
  number: row.e164,
  accountId: row.account_id,
  carrierId: row.carrier,
  carrierLabel: `${nameCarrier(row.carrier)} · ${row.label}`,
  kind: row.kind,
  facet: row.facet,
  before: row.before,
  after: row.after,
  raw: row.raw,
  callId: row.call_id,
  seenAt: row.seen_at.toISOString(),
  state: row.state,
  orderId: row.order_id,
  orderRef: row.ref,
  customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer ?? "" },
});
