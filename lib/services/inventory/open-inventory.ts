import "server-only";
import type { Inventory } from "@/lib/carriers/carrier";
import { withTrace } from "@/lib/carriers/registry";
import type { Context, OpenAccount } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";

/** The account and its inventory. Errors: NOT_FOUND (account), INVALID_INPUT (its carrier sells no numbers). */
export async function openInventory(
  ctx: Context,
  accountId: string,
): Promise<{ account: OpenAccount; inventory: Inventory }> {
  const account = await ctx.carriers.open(accountId);
  const { inventory } = account.carrier;
  if (!inventory) throw new AppError("INVALID_INPUT", `${account.definition.label} has no inventory to search.`);
  return { account, inventory };
}

/** A carrier reading that a person waits for: it goes first in the queue for a slot, and its evidence names the person. */
export const readForPerson = <T>(ctx: Context, read: () => Promise<T>): Promise<T> =>
  withTrace({ actorId: ctx.actor.id, isUrgent: true }, read);
