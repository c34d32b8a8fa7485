import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { NO_CUSTOMER, toNameKey } from "@/lib/domain/customer";
import { findNearest } from "@/lib/domain/nearest-names";
import { listTags } from "./list-tags";
import { suggestCustomers } from "./suggest-customers";

/** What an address means by a customer or a tag: its name; or, where there is none, the text with the nearest names. */
export type LabelFilter = { name: string; nearest: readonly { id: string; name: string }[] | null };
export type LabelFilters = { customer?: LabelFilter; tag?: LabelFilter };

const row = z.object({ name: z.string() });

export async function describeLabelFilters(
  ctx: Pick<Context, "sql">,
  { customer, tag }: { customer?: string; tag?: string },
): Promise<LabelFilters> {
  return {
    ...(customer !== undefined && { customer: await describeCustomer(ctx, customer) }),
    ...(tag !== undefined && { tag: await describeTag(ctx, tag) }),
  };
}

async function describeCustomer(ctx: Pick<Context, "sql">, text: string): Promise<LabelFilter> {
  if (text === NO_CUSTOMER) return { name: "No customer", nearest: null };
  const [found] = await queryRows(
    ctx.sql,
    row,
  )`SELECT name FROM customer WHERE id::text = ${text} OR key = ${toNameKey(text)}`;
  if (found) return { name: found.name, nearest: null };
  return { name: text, nearest: (await suggestCustomers(ctx, { q: text })).customers.slice(0, 3) };
}

async function describeTag(ctx: Pick<Context, "sql">, text: string): Promise<LabelFilter> {
  const tags = await listTags(ctx);
  const found = tags.find(({ id, name }) => id === text || toNameKey(name) === toNameKey(text));
  return found
    ? { name: found.name, nearest: null }
    : { name: text, nearest: findNearest(tags, text, ({ name }) => name) };
}
