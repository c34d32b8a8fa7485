import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { and, countRow, queryRows, sql } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { filterRows, joinAnswers, listNumbers } from "@/lib/domain/lookup-filter";
import { lookupQuery } from "@/lib/domain/lookup-view";
import { orderItemQuery } from "@/lib/domain/order-query";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { readRawQuery } from "@/lib/domain/read-query";
import type { SelectionInput } from "@/lib/domain/uploads/upload-view";
import { getLookup } from "@/lib/services/lookup/get-lookup";
import { listConditions } from "@/lib/services/numbers/number-filter";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { openScan, type PagePlace, toPlace } from "@/lib/services/numbers/number-scan";
import { chooseOrder, scanList } from "@/lib/services/numbers/scan-sorted";
import { filterItems } from "@/lib/services/orders/list-order-items";

type Source = SelectionInput["source"];
type Reader = Pick<Context, "sql" | "now">;

const NUMBERS_AT_ONCE = 10_000;

/** The numbers of a selection in the order of its list, each once, page by page. Throws NOT_FOUND (order, lookup). */
export async function* readSelected(ctx: Reader, source: Source): AsyncGenerator<readonly PhoneNumber[]> {
  if (source.list === "given") yield [...new Set(source.numbers)];
  else if (source.list === "order") yield* readItems(ctx, source);
  else if (source.list === "lookup") yield await readLookup(ctx, source);
  else yield* readNumbers(ctx, source);
}

const parse = <S extends z.ZodType>(schema: S, query: string) =>
  schema.parse(readRawQuery(new URLSearchParams(query.replace(/^\?/, "")))) as z.output<S>;

async function* readNumbers(
  { sql: pool }: Reader,
  { query }: Extract<Source, { list: "numbers" }>,
): AsyncGenerator<readonly PhoneNumber[]> {
  const { sort, ...filter } = parse(numberQuery, query);
  const scan = await openScan(pool, listConditions(filter));
  let place: PagePlace | null = null;
  do {
    const order = { ...chooseOrder(scan, sort), isBackwards: false, place };
    const rows: Awaited<ReturnType<typeof scanList>> = await scanList(pool, scan, order, NUMBERS_AT_ONCE);
    yield rows.map(({ e164 }) => e164);
    const last = rows.at(-1);
    place = last && rows.length === NUMBERS_AT_ONCE ? toPlace(last) : null;
  } while (place !== null);
}

async function readLookup(ctx: Reader, { lookupId, query }: Extract<Source, { list: "lookup" }>) {
  const filter = parse(lookupQuery, query);
  const page = await getLookup(ctx, { id: lookupId, since: filter.since });
  return listNumbers(filterRows(joinAnswers(page), filter));
}

const itemRow = z.object({ seq: z.number(), e164: phoneNumber });

async function* readItems(
  { sql: pool }: Reader,
  { orderId, query }: Extract<Source, { list: "order" }>,
): AsyncGenerator<readonly PhoneNumber[]> {
  const [found] = await queryRows(pool, countRow)`SELECT count(*) AS count FROM orders WHERE id = ${orderId}`;
  if (found?.count !== 1) throw new AppError("NOT_FOUND", "There is no such order.");
  const conditions = and(filterItems(orderId, parse(orderItemQuery, query)));
  for (let after = 0; ;) {
    const rows = await queryRows(pool, itemRow)`
      SELECT i.seq, i.e164 FROM order_item i WHERE ${conditions} ${sql`AND i.seq > ${after}`} ORDER BY i.seq LIMIT ${NUMBERS_AT_ONCE}`;
    yield rows.map(({ e164 }) => e164);
    const last = rows.at(-1);
    if (!last || rows.length < NUMBERS_AT_ONCE) return;
    after = last.seq;
  }
}
