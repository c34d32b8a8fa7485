import "server-only";
import type { Context } from "@/lib/context";
import type { BrandQuery, EntryState } from "@/lib/domain/campaign";
import { bind, type EntryPage, readEntryPage, type SqlValues } from "./entry-page";

export type BrandRow = {
  id: string;
  brandId: string;
  name: string;
  description: string;
  state: EntryState;
  accountName: string;
  campaigns: number;
  createdAt: string;
};

type Row = Omit<BrandRow, "createdAt" | "accountName"> & { carrier: string; label: string; created_at: Date };

/** One page of the brands, newest first. */
export function listBrands(ctx: Pick<Context, "sql">, query: BrandQuery): Promise<EntryPage<BrandRow>> {
  const values: SqlValues = [];
  const conditions: string[] = [];
  if (query.state) conditions.push(`b.state = ${bind(values, query.state)}`);
  if (query.q) {
    const text = bind(values, query.q.toLowerCase());
    conditions.push(`(starts_with(lower(b.brand_id), ${text}) OR position(${text} IN lower(b.name)) > 0)`);
  }
  return readEntryPage<Row, BrandRow>(ctx, query, {
    from: "brand b JOIN carrier_account a ON a.id = b.account_id",
    alias: "b",
    columns: `b.id, b.brand_id AS "brandId", b.name, b.description, b.state, b.created_at, a.carrier, a.label,
      (SELECT count(*) FROM campaign c WHERE c.brand_row_id = b.id) AS campaigns`,
    conditions,
    values,
    toView: ({ created_at, carrier, label, ...row }, name) => ({
      ...row,
      accountName: name(carrier, label),
      createdAt: created_at.toISOString(),
    }),
  });
}
