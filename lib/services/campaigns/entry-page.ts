import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";

const ENTRIES_PER_PAGE = 50;
const COUNTED_TO = 10_000;

export type SqlValues = unknown[];
export const bind = (values: SqlValues, value: unknown) => `$${values.push(value)}`;

export type EntryPage<T> = {
  rows: T[];
  /** The moment that all of it is of. */
  at: string;
  /** Exact up to 10,000. */
  total: { count: number; isExact: boolean };
  previous: string | null;
  next: string | null;
};

type Listing<R, T> = {
  from: string;
  /** Of the table whose `created_at` and `id` give the order. */
  alias: string;
  columns: string;
  conditions: readonly string[];
  values: SqlValues;
  toView: (row: R, nameAccount: (carrier: string, label: string) => string) => T;
};

type Place = { after?: string; before?: string };

/** One page of brands or campaigns, newest first, by keyset; its cursor is `<milliseconds>.<id>`. */
export const readEntryPage = <R extends { id: string; created_at: Date }, T>(
  ctx: Pick<Context, "sql">,
  place: Place,
  listing: Listing<R, T>,
): Promise<EntryPage<T>> => inSnapshot(ctx, (snapshot) => readRows(snapshot, place, listing));

async function readRows<R extends { id: string; created_at: Date }, T>(
  { sql }: Pick<Context, "sql">,
  { after, before }: Place,
  { from, alias, columns, conditions, values, toView }: Listing<R, T>,
): Promise<EntryPage<T>> {
  const where = (all: readonly string[]) => (all.length > 0 ? `WHERE ${all.join(" AND ")}` : "");
  const counted = await sql.query<{ count: number; at: Date }>(
    `SELECT count(*) AS count, now() AS at FROM (SELECT 1 FROM ${from} ${where(conditions)} LIMIT ${COUNTED_TO + 1}) n`,
    values,
  );
  const isBackwards = after === undefined && before !== undefined;
  const cursor = after ?? before;
  const all = [...conditions];
  const own = [...values];
  if (cursor) {
    const [at, id] = cursor.split(".");
    all.push(
      `(${alias}.created_at, ${alias}.id) ${isBackwards ? ">" : "<"} (to_timestamp(${bind(own, Number(at))} / 1000.0), ${bind(own, id)}::uuid)`,
    );
  }
  const direction = isBackwards ? "ASC" : "DESC";
  const { rows } = await sql.query<R>(
    `SELECT ${columns} FROM ${from} ${where(all)}
     ORDER BY ${alias}.created_at ${direction}, ${alias}.id ${direction} LIMIT ${ENTRIES_PER_PAGE + 1}`,
    own,
  );
  const hasMore = rows.length > ENTRIES_PER_PAGE;
  const shown = rows.slice(0, ENTRIES_PER_PAGE);
  if (isBackwards) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  const count = counted.rows[0]?.count ?? 0;
  return {
    rows: shown.map((row) => toView(row, nameAccount)),
    at: (counted.rows[0]?.at ?? new Date()).toISOString(),
    total: { count: Math.min(count, COUNTED_TO), isExact: count <= COUNTED_TO },
    previous: (isBackwards ? hasMore : cursor !== undefined) && first ? toCursor(first) : null,
    next: (isBackwards || hasMore) && last ? toCursor(last) : null,
  };
}

const toCursor = (row: { id: string; created_at: Date }) => `${row.created_at.getTime()}.${row.id}`;

export const nameAccount = (carrier: string, label: string) => `${findCarrier(carrier)?.label ?? carrier} · ${label}`;
