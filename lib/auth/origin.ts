import { AppError } from "@/lib/domain/errors";

export type OriginRule = {
  headers: Pick<Headers, "get">;
  /** Addresses under which the portal is known to be reached, besides the one that the request names. */
  addresses: readonly string[];
};

/**
 * Refuses what another site may have sent: every request that changes something must come with an Origin that is this portal, scheme
 * included. X-Forwarded-Host is never believed; anyone can send it. X-Forwarded-Proto is what lib/server/web.ts made of it.
 */
export function refuseForeignOrigin({ headers, addresses }: OriginRule): void {
  const host = headers.get("host");
  const scheme = headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  const own = addresses.map((address) => new URL(address));
  const origins = own.map((address) => address.origin);
  // A known host is known with its scheme: http is not taken for an address that is https.
  const asked = own.some((address) => address.host === host) ? null : readOrigin(`${scheme}://${host}`);
  if (asked !== null) origins.push(asked);
  const origin = readOrigin(headers.get("origin") ?? "");
  if (origin === null || !origins.includes(origin) || headers.get("sec-fetch-site") === "cross-site")
    throw new AppError("FORBIDDEN", "This request did not come from the portal. Reload the page and try again.");
}

const readOrigin = (text: string) => (URL.canParse(text) ? new URL(text).origin : null);
