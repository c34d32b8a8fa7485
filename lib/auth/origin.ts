import { AppError } from "@/lib/domain/errors";

export type OriginRule = {
  headers: Pick<Headers, "get">;
  /** Known addresses of the portal, besides the one in the request. */
  addresses: readonly string[];
};

/**
 * Rejects cross-site requests: every request that changes something needs an Origin equal to this portal, including the
 * scheme. X-Forwarded-Host is never trusted. lib/server/web.ts sets X-Forwarded-Proto.
 */
export function refuseForeignOrigin({ headers, addresses }: OriginRule): void {
  const host = headers.get("host");
  const scheme = headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  const own = addresses.map((address) => new URL(address));
  const origins = own.map((address) => address.origin);
  // A known host has a known scheme: http is not accepted where the address is https.
  const requested = own.some((address) => address.host === host) ? null : readOrigin(`${scheme}://${host}`);
  if (requested !== null) origins.push(requested);
  const origin = readOrigin(headers.get("origin") ?? "");
  if (origin === null || !origins.includes(origin) || headers.get("sec-fetch-site") === "cross-site")
    throw new AppError("FORBIDDEN", "This request did not come from the portal. Reload the page and try again.");
}

const readOrigin = (text: string) => (URL.canParse(text) ? new URL(text).origin : null);
