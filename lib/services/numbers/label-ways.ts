import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { countRow, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { NO_CUSTOMER, toNameKey } from "@/lib/domain/customer";
import type { NumberConditions } from "./number-filter";

/** Beyond this many numbers with a tag, numbers are asked one by one: then many have it. */
const MAX_NAMED = 30_000;

const idRow = z.object({ id: z.string() });

const findId = async (pool: Sql, table: "customer" | "tag", text: string): Promise<string | null> => {
  const [found] =
    table === "customer"
      ? await queryRows(pool, idRow)`SELECT id FROM customer WHERE id::text = ${text} OR key = ${toNameKey(text)}`
      : await queryRows(pool, idRow)`SELECT id FROM tag WHERE id::text = ${text} OR key = ${toNameKey(text)}`;
  return found?.id ?? null;
};

type FoundLabels = { customerId?: string | null; tagId?: string };

/** The customer and the tag that a filter names; a null customer stands for none. Null: there is no such customer or tag. */
export async function findLabels(
  pool: Sql,
  { customer, tag }: NumberConditions["labels"],
): Promise<FoundLabels | null> {
  const found: FoundLabels = {};
  if (customer === NO_CUSTOMER) found.customerId = null;
  else if (customer !== undefined) {
    const id = await findId(pool, "customer", customer);
    if (id === null) return null;
    found.customerId = id;
  }
  if (tag !== undefined) {
    const id = await findId(pool, "tag", tag);
    if (id === null) return null;
    found.tagId = id;
  }
  return found;
}

/** The numbers with a tag: as a small set, or as a condition on each `number b`. */
export async function chooseTagWay(pool: Sql, tagId: string): Promise<{ named: SqlPart[]; checks: SqlPart[] }> {
  const [row] = await queryRows(pool, countRow)`
    SELECT count(*) AS count FROM (SELECT FROM number_tag t WHERE t.tag_id = ${tagId} LIMIT ${MAX_NAMED + 1}) c`;
  if ((row?.count ?? 0) <= MAX_NAMED)
    return { named: [sql`SELECT t.e164 FROM number_tag t WHERE t.tag_id = ${tagId}::uuid`], checks: [] };
  return {
    named: [],
    checks: [sql`EXISTS (SELECT FROM number_tag t WHERE t.e164 = b.e164 AND t.tag_id = ${tagId}::uuid)`],
  };
}
