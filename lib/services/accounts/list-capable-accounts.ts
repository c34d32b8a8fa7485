import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Capability } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";

export type CapableAccount = {
  id: string;
  carrierId: string;
  carrierLabel: string;
  /** The account's own label; `name` is what a list of choices shows. */
  label: string;
  name: string;
  mode: "live" | "sandbox";
};

/** The enabled accounts whose carrier can do all of these, by carrier and label. Says nothing about whether credentials are right. */
export async function listCapableAccounts(
  ctx: Context,
  { capabilities }: { capabilities: readonly Capability[] },
): Promise<CapableAccount[]> {
  const rows = await ctx.db.carrierAccount.findMany({
    where: { isEnabled: true },
    select: { id: true, carrier: true, label: true, mode: true },
    orderBy: [{ carrier: "asc" }, { label: "asc" }],
  });
  return rows.flatMap(({ id, carrier, label, mode }) => {
    const definition = findCarrier(carrier);
    if (!definition || !capabilities.every((one) => definition.capabilities.includes(one))) return [];
    const name = `${definition.label} · ${label}`;
    const isLive = mode === "live";
    return [{ id, carrierId: carrier, carrierLabel: definition.label, label, name, mode: isLive ? "live" : "sandbox" }];
  });
}
