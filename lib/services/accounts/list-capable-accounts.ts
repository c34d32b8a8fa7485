import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Capability } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import type { AccountChoice } from "@/lib/domain/account-choice";
import { listLastUses } from "./last-accounts";

export type CapableAccount = AccountChoice & {
  carrierId: string;
  carrierLabel: string;
  /** The account's own label. */
  label: string;
};

/** The enabled accounts whose carrier can do all of these, by carrier and label. Says nothing about whether credentials are right. */
export async function listCapableAccounts(
  ctx: Context,
  { capabilities }: { capabilities: readonly Capability[] },
): Promise<CapableAccount[]> {
  const [rows, lastUses] = await Promise.all([
    ctx.db.carrierAccount.findMany({
      where: { isEnabled: true },
      select: { id: true, carrier: true, label: true, mode: true },
      orderBy: [{ carrier: "asc" }, { label: "asc" }],
    }),
    listLastUses(ctx),
  ]);
  return rows.flatMap(({ id, carrier, label, mode }) => {
    const definition = findCarrier(carrier);
    if (!definition || !capabilities.every((one) => definition.capabilities.includes(one))) return [];
    const name = `${definition.label} · ${label}`;
    return [
      {
        id,
        carrierId: carrier,
        carrierLabel: definition.label,
        label,
        name,
        mode: mode === "live" ? "live" : "sandbox",
        lastFor: lastUses.get(id) ?? [],
      },
    ];
  });
}
