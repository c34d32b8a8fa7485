import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";

/** Names of the accounts in use: those of the sandbox, and the live ones. A carrier with both is named account by account. */
export type AccountModes = { sandbox: string[]; live: string[] };

export async function listAccountModes({ db }: Pick<Context, "db">): Promise<AccountModes> {
  const rows = await db.carrierAccount.findMany({
    where: { isEnabled: true },
    orderBy: [{ carrier: "asc" }, { label: "asc" }],
    select: { carrier: true, label: true, mode: true },
  });
  const isMixed = (carrier: string) =>
    new Set(rows.filter((row) => row.carrier === carrier).map((row) => row.mode)).size > 1;
  const listNames = (mode: "live" | "sandbox") => {
    const names = rows
      .filter((row) => (row.mode === "live") === (mode === "live"))
      .map(({ carrier, label }) => {
        const carrierLabel = findCarrier(carrier)?.label ?? carrier;
        return isMixed(carrier) ? `${carrierLabel} · ${label}` : carrierLabel;
      });
    return [...new Set(names)];
  };
  return { sandbox: listNames("sandbox"), live: listNames("live") };
}
