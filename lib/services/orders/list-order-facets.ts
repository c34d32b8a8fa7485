import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { labelCarrier } from "./order-columns";

export type OrderFacets = {
  carriers: { id: string; label: string }[];
  accounts: { id: string; label: string }[];
  people: { id: string; name: string }[];
};

const personRow = z.object({ id: z.string(), name: z.string() });

/** What the ledger can be filtered by: the accounts there are, and the people who have placed orders. */
export async function listOrderFacets({ db, sql }: Context): Promise<OrderFacets> {
  const [accounts, people] = await Promise.all([
    db.carrierAccount.findMany({ orderBy: [{ carrier: "asc" }, { label: "asc" }] }),
    queryRows(sql, personRow)`
      SELECT p.id, p.name FROM person p WHERE EXISTS (SELECT 1 FROM orders o WHERE o.created_by_id = p.id) ORDER BY p.name LIMIT 500`,
  ]);
  return {
    carriers: [...new Set(accounts.map((account) => account.carrier))].map((id) => ({ id, label: labelCarrier(id) })),
    accounts: accounts.map(({ id, carrier, label }) => ({ id, label: `${labelCarrier(carrier)} · ${label}` })),
    people,
  };
}
