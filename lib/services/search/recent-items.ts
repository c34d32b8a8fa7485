import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { idRow, queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { phoneNumber } from "@/lib/domain/phone-number";
import { type SearchHit, SEARCH_HIT_KINDS } from "@/lib/domain/search-hit";
import { describeNumbers } from "./describe-numbers";
import { describeOrders } from "./find-orders";
import { readBrands, readCampaigns, readCustomers, readLookups, readPeople, readUploads } from "./find-records";

const KEPT = 8;

const kind = z.enum(SEARCH_HIT_KINDS);
/** `key`: a number, a reference of an order, or an id. */
export const recentItemInput = z.object({ kind, key: z.string().trim().min(1).max(60) });
export type RecentItemInput = z.output<typeof recentItemInput>;

const recentRow = z.object({ kind, key: z.string() });

/** Notes what a person opened; their last eight are kept. What cannot be found later is left out when they are listed. */
export async function noteRecentItem(ctx: Context, { kind: opened, key: given }: RecentItemInput): Promise<void> {
  const key = await readKey(ctx, opened, given);
  if (key === null) return;
  await inTransaction(ctx.sql, async (client) => {
    await client.query(
      `INSERT INTO recent_item (person_id, kind, key) VALUES ($1, $2, $3)
       ON CONFLICT (person_id, kind, key) DO UPDATE SET at = now()`,
      [ctx.actor.id, opened, key],
    );
    await client.query(
      `DELETE FROM recent_item r WHERE r.person_id = $1 AND (r.kind, r.key) NOT IN
         (SELECT k.kind, k.key FROM recent_item k WHERE k.person_id = $1 ORDER BY k.at DESC, k.kind, k.key LIMIT ${KEPT})`,
      [ctx.actor.id],
    );
  });
}

/** An order has two addresses and one entry. */
async function readKey({ sql }: Context, opened: RecentItemInput["kind"], key: string): Promise<string | null> {
  if (opened === "number") return phoneNumber.safeParse(key).data ?? null;
  if (opened !== "order") return z.uuid().safeParse(key).data ?? null;
  const [order] = await queryRows(
    sql,
    idRow,
  )`SELECT id FROM orders WHERE ref = ${key.toUpperCase()} OR id::text = ${key}`;
  return order?.id ?? null;
}

/** The last eight, latest first, each with its state now. */
export const listRecentItems = (ctx: Context): Promise<SearchHit[]> =>
  inSnapshot(ctx, async (snapshot) => {
    const rows = await queryRows(snapshot.sql, recentRow)`
      SELECT kind, key FROM recent_item WHERE person_id = ${ctx.actor.id} ORDER BY at DESC, kind, key LIMIT ${KEPT}`;
    const keysOf = (wanted: string) => rows.filter((row) => row.kind === wanted).map(({ key }) => key);
    const read = async (wanted: string, describe: (ids: string[]) => Promise<SearchHit[]>) => {
      const keys = keysOf(wanted);
      return keys.length === 0 ? [] : describe(keys);
    };
    const hits = [
      ...(await read("number", (keys) =>
        describeNumbers(
          snapshot,
          keys.flatMap((key) => phoneNumber.safeParse(key).data ?? []),
        ),
      )),
      ...(await read("order", (ids) => describeOrders(snapshot, ids))),
      ...(await read("campaign", (ids) => readCampaigns(snapshot, { ids }))),
      ...(await read("brand", (ids) => readBrands(snapshot, { ids }))),
      ...(await read("customer", (ids) => readCustomers(snapshot, { ids }))),
      ...(await read("upload", (ids) => readUploads(snapshot, { ids }))),
      ...(await read("lookup", (ids) => readLookups(snapshot, { ids }))),
      ...(await read("person", (ids) => readPeople(snapshot, { ids }))),
    ];
    return rows.flatMap((row) => hits.find((hit) => hit.kind === row.kind && hit.key === row.key) ?? []);
  });
