import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { getEnvironment } from "@/lib/env";

export const callbackAddressInput = z.object({ accountId: z.uuid() });

/** Where the account's carrier can deliver messages to this portal. Errors: NOT_FOUND. */
export async function readCallbackAddress(
  ctx: Pick<Context, "db">,
  { accountId }: { accountId: string },
): Promise<string> {
  const row = await ctx.db.carrierAccount.findUnique({
    where: { id: accountId },
    select: { carrier: true, callbackKey: true },
  });
  if (!row) throw new AppError("NOT_FOUND", "This carrier account does not exist.");
  return `${getEnvironment().PUBLIC_URL.replace(/\/+$/, "")}/api/callbacks/${row.carrier}/${row.callbackKey}`;
}
