import "server-only";
import type { Context, OpenAccount } from "@/lib/context";
import { getEnvironment } from "@/lib/env";

/** Where carriers reach this portal: the address of one account's callbacks. The carrier adds credentials. */
export function writeCallbackUrl(carrierId: string, callbackKey: string): string {
  const publicUrl = getEnvironment().PUBLIC_URL.replace(/\/+$/, "");
  return `${publicUrl}/api/callbacks/${carrierId}/${callbackKey}`;
}

export async function readCallbackUrl({ db }: Pick<Context, "db">, account: OpenAccount): Promise<string> {
  const { callbackKey } = await db.carrierAccount.findUniqueOrThrow({
    where: { id: account.id },
    select: { callbackKey: true },
  });
  return writeCallbackUrl(account.carrierId, callbackKey);
}
