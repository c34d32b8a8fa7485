import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { countRow, queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";
import { inSnapshot } from "@/lib/db/snapshot";
import { type CustomerQuery, type CustomerRow, toNameKey } from "@/lib/domain/customer";
import { cutPage, type Page, readPlace, type Total, toTotal } from "@/lib/domain/page";
import { countTexting } from "./count-texting";

const CUSTOMERS_PER_PAGE = 50;
const COUNTED_TO = 10_000;
const TAGS_SHOWN = 3;

export type CustomerPage = Page<CustomerRow> & { total: Total };

const customerRow = z.object({
  id: z.string(),
  name: z.string(),
  reference: z.string().nullable(),
  numbers: z.number(),
  changed_at: z.date(),
  is_archived: z.boolean(),
});

/** What orders the list; the id makes each place one of its own. */
const COLUMNS = { name: "key", numbers: "numbers", changed: "changed_at" } as const;

function readConditions({ q, show }: Pick<CustomerQuery, "q" | "show">): SqlPart[] {
  const conditions: SqlPart[] = [];
  if (show === undefined) conditions.push(sql`c.archived_at IS NULL`);
  if (show === "archived") conditions.push(sql`c.archived_at IS NOT NULL`);
  // Not LIKE: it takes _ for any character.
  if (q !== undefined)
    conditions.push(
      sql`(position(${toNameKey(q)} IN c.key) > 0 OR position(lower(${q}) IN lower(coalesce(c.reference, ''))) > 0)`,
    );
  return conditions;
}

/** One page of customers with their counts, all of one moment. The cursor is the id of a row: a page costs the same at every depth. */
export const listCustomers = (
  ctx: Pick<Context, "sql" | "now">,
  query: CustomerQuery,
  size = CUSTOMERS_PER_PAGE,
): Promise<CustomerPage> => inSnapshot(ctx, (snapshot) => readPage(snapshot, query, size));

async function readPage(ctx: Pick<Context, "sql" | "now">, query: CustomerQuery, size: number): Promise<CustomerPage> {
  const conditions = readConditions(query);
  const [total] = await queryRows(ctx.sql, countRow)`
    SELECT count(*) AS count FROM (SELECT FROM customer c ${where(conditions)} LIMIT ${COUNTED_TO + 1}) n`;
  const place = readPlace(query);
  const isDescending = query.sort.startsWith("-") !== place.isBackwards;
  const column = raw(COLUMNS[query.sort.replace(/^-/, "") as keyof typeof COLUMNS]);
  const after =
    place.cursor === undefined
      ? []
      : [
          sql`(c.${column}, c.id) ${raw(isDescending ? "<" : ">")} (SELECT p.${column}, p.id FROM customer p WHERE p.id = ${place.cursor})`,
        ];
  const direction = raw(isDescending ? "DESC" : "ASC");
  const rows = await queryRows(ctx.sql, customerRow)`
    SELECT c.id, c.name, c.reference, c.numbers, c.changed_at, c.archived_at IS NOT NULL AS is_archived
    FROM customer c ${where([...conditions, ...after])} ORDER BY c.${column} ${direction}, c.id ${direction} LIMIT ${size + 1}`;
  const page = cutPage(rows, size, place, ({ id }) => id);
  return { ...page, rows: await describeCustomers(ctx, page.rows), total: toTotal(total?.count, COUNTED_TO) };
}

const tagRow = z.object({
  customer_id: z.string(),
  id: z.string(),
  name: z.string(),
  hue: z.string(),
  numbers: z.number(),
});

async function describeCustomers(
  ctx: Pick<Context, "sql" | "now">,
  rows: readonly z.infer<typeof customerRow>[],
): Promise<CustomerRow[]> {
  if (rows.length === 0) return [];
  const texting = await countTexting(ctx, rows);
  const tags = await queryRows(ctx.sql, tagRow)`
    SELECT u.customer_id, t.id, t.name, t.hue, u.numbers FROM (
      SELECT n.customer_id, x.tag_id, count(*) AS numbers,
        row_number() OVER (PARTITION BY n.customer_id ORDER BY count(*) DESC, x.tag_id) AS place
      FROM number n JOIN number_tag x ON x.e164 = n.e164
      WHERE n.customer_id = ANY(${rows.map(({ id }) => id)}::uuid[]) GROUP BY 1, 2
    ) u JOIN tag t ON t.id = u.tag_id WHERE u.place <= ${TAGS_SHOWN} ORDER BY u.numbers DESC, t.key`;
  return rows.map(({ changed_at, is_archived, ...row }) => ({
    ...row,
    texting: texting.get(row.id) ?? { can: null, cannot: 0, unknown: null, drifted: 0 },
    tags: tags
      .filter(({ customer_id }) => customer_id === row.id)
      .map(({ id, name, hue, numbers }) => ({ id, name, hue, numbers })),
    changedAt: changed_at.toISOString(),
    isArchived: is_archived,
  }));
}
