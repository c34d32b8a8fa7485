import { AppError } from "@/lib/domain/errors";

export type OriginRule = {
  headers: Pick<Headers, "get">;
  /** Addresses under which the portal is known to be reached, besides the one that the request names. */
  addresses: readonly string[];
};

/**
 * Refuses what another site may have sent: every request that changes something must come with an Origin that is this portal.
 * X-Forwarded-Host is never believed; anyone can send it.
 */
export function refuseForeignOrigin({ headers, addresses }: OriginRule): void {
  const origin = headers.get("origin");
  const own = [headers.get("host"), ...addresses.map((address) => new URL(address).host)];
  const isOwn = origin !== null && URL.canParse(origin) && own.includes(new URL(origin).host);
  if (!isOwn || headers.get("sec-fetch-site") === "cross-site")
    throw new AppError("FORBIDDEN", "This request did not come from the portal. Reload the page and try again.");
}
