import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";

/** Names of the carriers that are played by a sandbox at the moment. */
export async function listPlayedCarriers(ctx: Context): Promise<string[]> {
  const accounts = await ctx.db.carrierAccount.findMany({
    where: { mode: "sandbox", isEnabled: true },
    distinct: ["carrier"],
    orderBy: { carrier: "asc" },
    select: { carrier: true },
  });
  return accounts.map(({ carrier }) => findCarrier(carrier)?.label ?? carrier);
}
