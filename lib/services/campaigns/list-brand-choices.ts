import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";

const MAX = 1_000;

/** `mode` is that of the brand's account. */
export type BrandChoice = { id: string; label: string; mode: "live" | "sandbox" };

const brandRow = z.object({
  id: z.string(),
  brand_id: z.string(),
  name: z.string(),
  mode: z.string(),
});

/** The brands under which a campaign can be registered, by name, at accounts in use. */
export async function listBrandChoices({ sql }: Pick<Context, "sql">): Promise<BrandChoice[]> {
  const rows = await queryRows(sql, brandRow)`
    SELECT b.id, b.brand_id, b.name, a.mode FROM brand b JOIN carrier_account a ON a.id = b.account_id
    WHERE b.state IN ('registered', 'unknown') AND a.is_enabled ORDER BY lower(b.name), b.brand_id LIMIT ${MAX}`;
  return rows.map(({ id, brand_id, name, mode }) => ({
    id,
    label: `${name} (${brand_id})`,
    mode: mode === "live" ? "live" : "sandbox",
  }));
}
