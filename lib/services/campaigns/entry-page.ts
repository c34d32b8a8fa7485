import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { readAgeCursor, toAgeCursor } from "@/lib/db/age-place";
import { inSnapshot } from "@/lib/db/snapshot";
import { countRow, queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";
import { cutPage, type Page, readPlace, type Total, toTotal } from "@/lib/domain/page";

const ENTRIES_PER_PAGE = 50;
const COUNTED_TO = 10_000;

/** `at`: the moment that all of it is of. The total is exact up to 10,000. */
export type EntryPage<T> = Page<T> & { at: string; total: Total };

type EntryShape = z.ZodObject<{ id: z.ZodString; created_at: z.ZodDate }>;

type Listing<S extends EntryShape, T> = {
  shape: S;
  from: string;
  /** Of the table whose `created_at` and `id` give the order. */
  alias: string;
  columns: string;
  conditions: readonly SqlPart[];
  toView: (row: z.output<S>, nameAccount: (carrier: string, label: string) => string) => T;
};

type Place = { after?: string; before?: string };

/** One page of brands or campaigns, newest first, by keyset; its cursor is `<milliseconds>.<id>`. */
export const readEntryPage = <S extends EntryShape, T>(
  ctx: Pick<Context, "sql">,
  place: Place,
  listing: Listing<S, T>,
): Promise<EntryPage<T>> => inSnapshot(ctx, (snapshot) => readRows(snapshot, place, listing));

const totalRow = countRow.extend({ at: z.date() });

async function readRows<S extends EntryShape, T>(
  ctx: Pick<Context, "sql">,
  query: Place,
  { shape, from, alias, columns, conditions, toView }: Listing<S, T>,
): Promise<EntryPage<T>> {
  const [total] = await queryRows(ctx.sql, totalRow)`
    SELECT count(*) AS count, now() AS at FROM (SELECT 1 FROM ${raw(from)} ${where(conditions)} LIMIT ${COUNTED_TO + 1}) n`;
  const place = readPlace(query);
  const all = [...conditions];
  if (place.cursor) {
    const row = raw(`(${alias}.created_at, ${alias}.id) ${place.isBackwards ? ">" : "<"}`);
    all.push(sql`${row} ${readAgeCursor(place.cursor)}`);
  }
  const direction = place.isBackwards ? "ASC" : "DESC";
  const rows = await queryRows(ctx.sql, shape)`
    SELECT ${raw(columns)} FROM ${raw(from)} ${where(all)}
    ORDER BY ${raw(`${alias}.created_at ${direction}, ${alias}.id ${direction}`)} LIMIT ${ENTRIES_PER_PAGE + 1}`;
  const page = cutPage(rows, ENTRIES_PER_PAGE, place, ({ created_at, id }) => toAgeCursor(created_at, id));
  return {
    ...page,
    rows: page.rows.map((row) => toView(row, nameAccount)),
    at: (total?.at ?? new Date()).toISOString(),
    total: toTotal(total?.count, COUNTED_TO),
  };
}

export const nameAccount = (carrier: string, label: string) => `${findCarrier(carrier)?.label ?? carrier} · ${label}`;
