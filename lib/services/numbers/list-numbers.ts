import "server-only";
import type { Context } from "@/lib/context";
import { listConditions } from "./number-filter";
import type { NumberFilter, NumberQuery } from "./number-query";
import { openScan, type Counted, type NumberSqlRow, type PagePlace, type Scan, toPlace } from "./number-scan";
import { countListed } from "./scan-stale";
import type { NumberRow } from "./number-view";
import { chooseOrder, scanList } from "./scan-sorted";
import { NO_LABELS, readLabels } from "@/lib/services/customers/read-labels";
import { listServices } from "./list-services";
import { openPaths } from "./open-paths";
import { DOUBLE_CLAIM, readStanding } from "./state-sets";

export const NUMBERS_PER_PAGE = 50;

export type NumberPage = {
  rows: NumberRow[];
  total: Counted;
  previous: string | null;
  next: string | null;
};

/** One page of the table. The cursor is the place of a row, so that a page costs the same at every depth; counts are exact to 10,000. */
export async function listNumbers(ctx: Pick<Context, "sql">, query: NumberQuery): Promise<NumberPage> {
  const scan = await openScan(ctx.sql, listConditions(query));
  const [total, page] = await Promise.all([countListed(ctx.sql, scan), readPage(ctx, scan, query, NUMBERS_PER_PAGE)]);
  return { ...page, total };
}

/** How many numbers the list has with this filter: exact to 10,000. */
export const countNumbers = async (ctx: Pick<Context, "sql">, filter: NumberFilter): Promise<Counted> =>
  countListed(ctx.sql, await openScan(ctx.sql, listConditions(filter)));

/** The rows alone, `size` of them, from the query's place on: for exports. */
export async function readNumberPage(
  ctx: Pick<Context, "sql">,
  query: NumberQuery,
  size: number,
): Promise<Omit<NumberPage, "total">> {
  return readPage(ctx, await openScan(ctx.sql, listConditions(query)), query, size);
}

async function readPage(ctx: Pick<Context, "sql">, scan: Scan, query: NumberQuery, size: number) {
  const after = readPlace(query.after);
  const before = after ? null : readPlace(query.before);
  const isBackwards = before !== null;
  const order = chooseOrder(scan, query.sort);
  const isDescending = order.isDescending !== isBackwards;
  const rows = await scanList(ctx.sql, scan, { ...order, isDescending, isBackwards, place: after ?? before }, size + 1);
  const hasMore = rows.length > size;
  const shown = rows.slice(0, size);
  if (isBackwards) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    rows: await describeRows(ctx, shown),
    previous: first && (isBackwards ? hasMore : after !== null) ? writePlace(first) : null,
    next: last && (isBackwards || hasMore) ? writePlace(last) : null,
  };
}

/** What the table shows of numbers, in their order. */
export async function describeRows(ctx: Pick<Context, "sql">, rows: readonly NumberSqlRow[]): Promise<NumberRow[]> {
  const numbers = rows.map((row) => row.e164);
  const [services, labels] = await Promise.all([listServices(ctx, numbers), readLabels(ctx, numbers)]);
  const paths = await openPaths(ctx, numbers, [...services.values()].flat());
  return rows.map((row) => ({
    number: row.e164,
    state: row.state,
    rateCenter: row.rate_center,
    city: row.city,
    lata: row.lata,
    isTollFree: row.is_toll_free,
    addedAt: row.created_at.toISOString(),
    services: services.get(row.e164) ?? [],
    ...paths(row, services.get(row.e164) ?? []),
    lastInboundAt: row.inbound_at?.toISOString() ?? null,
    standing: readStanding(row.states),
    isDoubleClaimed: row.states.includes(DOUBLE_CLAIM),
    ...(labels.get(row.e164) ?? NO_LABELS),
  }));
}

function writePlace(row: NumberSqlRow): string {
  const { e164, at } = toPlace(row);
  return `${at.getTime()}.${e164.slice(1)}`;
}

function readPlace(cursor: string | undefined): PagePlace | null {
  const [, at, digits] = /^(\d{1,15})\.(1\d{10})$/.exec(cursor ?? "") ?? [];
  return at && digits ? { e164: `+${digits}`, at: new Date(Number(at)) } : null;
}
