import "server-only";
import type { Context } from "@/lib/context";

const MOST = 1_000;

/** The brands under which a campaign can be registered, by name, at accounts in use. */
export async function listBrandChoices({ sql }: Pick<Context, "sql">): Promise<{ id: string; label: string }[]> {
  const { rows } = await sql.query<{ id: string; brand_id: string; name: string }>(
    `SELECT b.id, b.brand_id, b.name FROM brand b JOIN carrier_account a ON a.id = b.account_id
     WHERE b.state IN ('registered', 'unknown') AND a.is_enabled ORDER BY lower(b.name), b.brand_id LIMIT ${MOST}`,
  );
  return rows.map(({ id, brand_id, name }) => ({ id, label: `${name} (${brand_id})` }));
}
