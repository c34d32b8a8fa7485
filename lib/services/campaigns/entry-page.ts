import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { countRow, queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";

const ENTRIES_PER_PAGE = 50;
const COUNTED_TO = 10_000;

export type EntryPage<T> = {
  rows: T[];
  /** The moment that all of it is of. */
  at: string;
  /** Exact up to 10,000. */
  total: { count: number; isExact: boolean };
  previous: string | null;
  next: string | null;
};

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
  { after, before }: Place,
  { shape, from, alias, columns, conditions, toView }: Listing<S, T>,
): Promise<EntryPage<T>> {
  const [total] = await queryRows(ctx.sql, totalRow)`
    SELECT count(*) AS count, now() AS at FROM (SELECT 1 FROM ${raw(from)} ${where(conditions)} LIMIT ${COUNTED_TO + 1}) n`;
  const isBackwards = after === undefined && before !== undefined;
  const cursor = after ?? before;
  const all = [...conditions];
  if (cursor) {
    const [at, id] = cursor.split(".");
    const row = raw(`(${alias}.created_at, ${alias}.id) ${isBackwards ? ">" : "<"}`);
    all.push(sql`${row} (to_timestamp(${Number(at)} / 1000.0), ${id}::uuid)`);
  }
  const direction = isBackwards ? "ASC" : "DESC";
  const rows = await queryRows(ctx.sql, shape)`
    SELECT ${raw(columns)} FROM ${raw(from)} ${where(all)}
    ORDER BY ${raw(`${alias}.created_at ${direction}, ${alias}.id ${direction}`)} LIMIT ${ENTRIES_PER_PAGE + 1}`;
  const hasMore = rows.length > ENTRIES_PER_PAGE;
  const shown = rows.slice(0, ENTRIES_PER_PAGE);
  if (isBackwards) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  const count = total?.count ?? 0;
  return {
    rows: shown.map((row) => toView(row, nameAccount)),
    at: (total?.at ?? new Date()).toISOString(),
    total: { count: Math.min(count, COUNTED_TO), isExact: count <= COUNTED_TO },
    previous: (isBackwards ? hasMore : cursor !== undefined) && first ? toCursor(first) : null,
    next: (isBackwards || hasMore) && last ? toCursor(last) : null,
  };
}

const toCursor = (row: { id: string; created_at: Date }) => `${row.created_at.getTime()}.${row.id}`;

export const nameAccount = (carrier: string, label: string) => `${findCarrier(carrier)?.label ?? carrier} · ${label}`;
