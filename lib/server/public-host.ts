import type { IncomingHttpHeaders } from "node:http";

/**
 * Makes a request look as if it had come to the portal's public address, where its Origin says so. Behind a proxy Host is often the
 * address of the machine inside, and Next would then refuse every action. What a client itself says of a forwarded host is dropped.
 * `headers` are changed in place; `addresses` are those under which people reach the portal (PUBLIC_URL, NEXTAUTH_URL).
 */
export function applyPublicHost(headers: IncomingHttpHeaders, addresses: readonly string[]): void {
  for (const name of ["x-forwarded-host", "x-forwarded-port", "forwarded"]) delete headers[name];
  const own = addresses.map((address) => new URL(address)).find(({ origin }) => origin === headers.origin);
  const named = addresses.map((address) => new URL(address)).find(({ host }) => host === headers.host);
  const known = own ?? named;
  if (!known) return;
  headers["x-forwarded-host"] = known.host;
  headers["x-forwarded-proto"] = known.protocol.slice(0, -1);
}
