import "server-only";
import { z } from "zod";
import type { Gateway } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { openInventory, readForPerson } from "./open-inventory";

export const gatewayQuery = z.object({ accountId: z.uuid() });

/** Where the carrier can send calls to numbers that are ordered. Errors: NOT_FOUND (account), CarrierError. */
export async function listGateways(ctx: Context, { accountId }: { accountId: string }): Promise<readonly Gateway[]> {
  const { inventory } = await openInventory(ctx, accountId);
  return readForPerson(ctx, () => inventory.listGateways());
}
