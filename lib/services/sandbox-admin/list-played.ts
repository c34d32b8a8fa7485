import type { Context } from "@/lib/context";
import { PLAYED_CARRIERS, type PlayedCarrier } from "./played-carriers";

/** The carriers at which an account of ours is played, in the sandbox's order. */
export async function listPlayed(ctx: Context): Promise<PlayedCarrier[]> {
  const rows = await ctx.db.carrierAccount.findMany({
    where: { mode: "sandbox" },
    distinct: ["carrier"],
    select: { carrier: true },
  });
  const names = new Set(rows.map(({ carrier }) => carrier));
  return PLAYED_CARRIERS.filter((carrier) => names.has(carrier));
}
