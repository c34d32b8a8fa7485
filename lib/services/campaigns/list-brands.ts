import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { sql, type SqlPart } from "@/lib/db/sql";
import { type BrandQuery, entryState } from "@/lib/domain/campaign";
import { type EntryPage, readEntryPage } from "./entry-page";

const brandSqlRow = z.object({
  id: z.string(),
  brandId: z.string(),
  name: z.string(),
  description: z.string(),
  state: entryState,
  created_at: z.date(),
  carrier: z.string(),
  label: z.string(),
  campaigns: z.number(),
});
export type BrandRow = Omit<z.infer<typeof brandSqlRow>, "created_at" | "carrier" | "label"> & {
  accountName: string;
  createdAt: string;
};

/** One page of the brands, newest first. */
export function listBrands(ctx: Pick<Context, "sql">, query: BrandQuery): Promise<EntryPage<BrandRow>> {
  const conditions: SqlPart[] = [];
  if (query.state) conditions.push(sql`b.state = ${query.state}`);
  if (query.q) {
    const text = query.q.toLowerCase();
    conditions.push(sql`(starts_with(lower(b.brand_id), ${text}) OR position(${text} IN lower(b.name)) > 0)`);
  }
  return readEntryPage(ctx, query, {
    shape: brandSqlRow,
    from: "brand b JOIN carrier_account a ON a.id = b.account_id",
    alias: "b",
    columns: `b.id, b.brand_id AS "brandId", b.name, b.description, b.state, b.created_at, a.carrier, a.label,
      (SELECT count(*) FROM campaign c WHERE c.brand_row_id = b.id) AS campaigns`,
    conditions,
    toView: ({ created_at, carrier, label, ...row }, name) => ({
      ...row,
      accountName: name(carrier, label),
      createdAt: created_at.toISOString(),
    }),
  });
}
