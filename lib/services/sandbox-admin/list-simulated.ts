import { listCarriers } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";

/** The carriers of which an account is simulated, in the registry's order. */
export async function listSimulated(ctx: Context): Promise<{ id: string; label: string }[]> {
  const rows = await ctx.db.carrierAccount.findMany({
    where: { mode: "sandbox" },
    distinct: ["carrier"],
    select: { carrier: true },
  });
  const ids = new Set(rows.map(({ carrier }) => carrier));
  return listCarriers().flatMap(({ id, label }) => (ids.has(id) ? [{ id, label }] : []));
}
