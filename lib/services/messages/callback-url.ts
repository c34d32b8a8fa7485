import "server-only";
import type { Context, OpenAccount } from "@/lib/context";
import { explainUnsafeAddress } from "@/lib/domain/web-address";
import { getEnvironment } from "@/lib/env";

/** Where carriers reach this portal: the address of one account's callbacks. The carrier adds credentials. */
export function writeCallbackUrl(carrierId: string, callbackKey: string): string {
  const publicUrl = getEnvironment().PUBLIC_URL.replace(/\/+$/, "");
  return `${publicUrl}/api/callbacks/${carrierId}/${callbackKey}`;
}

/** Undefined where a live carrier must not send there, as it is not encrypted: messages' states are then read from time to time. */
export async function readCallbackUrl({ db }: Pick<Context, "db">, account: OpenAccount): Promise<string | undefined> {
  const { callbackKey } = await db.carrierAccount.findUniqueOrThrow({
    where: { id: account.id },
    select: { callbackKey: true },
  });
  const url = writeCallbackUrl(account.carrierId, callbackKey);
  return account.mode === "sandbox" || explainUnsafeAddress(url) === null ? url : undefined;
}
