import "server-only";
import type { Context, OpenAccount } from "@/lib/context";
import { getEnvironment } from "@/lib/env";

/** Where carriers reach this portal: the address of one account's callbacks, without credentials. */
export function writeCallbackUrl(carrierId: string, callbackKey: string): string {
  const publicUrl = getEnvironment().PUBLIC_URL.replace(/\/+$/, "");
  return `${publicUrl}/api/callbacks/${carrierId}/${callbackKey}`;
}

/** The same as it is given to the carrier: with the credentials that the account asks of it. For wires only, never for a screen. */
export async function readCallbackUrl({ db }: Pick<Context, "db">, account: OpenAccount): Promise<string> {
  const { callbackKey } = await db.carrierAccount.findUniqueOrThrow({
    where: { id: account.id },
    select: { callbackKey: true },
  });
  const url = new URL(writeCallbackUrl(account.carrierId, callbackKey));
  const credentials = account.carrier.callbacks?.credentials;
  if (credentials) {
    url.username = encodeURIComponent(credentials.user);
    url.password = encodeURIComponent(credentials.password);
  }
  return url.href;
}
