import "server-only";
import { z } from "zod";
import type { Gateway } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { log } from "@/lib/log";
import { openInventory, readForPerson } from "./open-inventory";

export const gatewayQuery = z.object({ accountId: z.uuid() });

/** Where the carrier can send calls to numbers that are ordered. Errors: NOT_FOUND (account), CarrierError. */
export async function listGateways(ctx: Context, { accountId }: { accountId: string }): Promise<readonly Gateway[]> {
  const { inventory } = await openInventory(ctx, accountId);
  const { items, oddCount } = await readForPerson(ctx, () => inventory.listGateways());
  if (oddCount > 0)
    log.warn({ accountId, count: oddCount }, "entries of the carrier's list of gateways could not be read");
  return items;
}
