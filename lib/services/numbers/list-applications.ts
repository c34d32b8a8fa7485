import "server-only";
import type { Application } from "@/lib/carriers/carrier";
import { withTrace } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";

/** The applications to which an account's numbers can be registered, read at the carrier. Errors: NOT_FOUND, and the carrier's own. */
export async function listApplications(ctx: Context, accountId: string): Promise<readonly Application[]> {
  if (accountId === "") throw new AppError("NOT_FOUND", "This carrier account does not exist.");
  const { carrier, definition } = await ctx.carriers.open(accountId);
  const { messaging } = carrier;
  if (!messaging) throw new AppError("NOT_FOUND", `${definition.label} has no messaging with this account.`);
  return withTrace({ actorId: ctx.actor.id, isUrgent: true }, () => messaging.listApplications());
}
