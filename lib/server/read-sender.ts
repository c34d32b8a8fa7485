import type { IncomingMessage } from "node:http";

type Sent = Pick<IncomingMessage, "headers">;

/**
 * The sender's address: what a client itself writes into X-Forwarded-For must not help it past a throttle.
 * `trustedProxies` in front of us each appended the address that they saw; with none, the connection tells.
 */
export function readSender(
  { headers, socket }: Sent & { socket: { remoteAddress?: string } },
  trustedProxies: number,
): string {
  const hops = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const added = trustedProxies > 0 ? hops.at(-trustedProxies)?.trim() : "";
  return added || (socket.remoteAddress ?? "");
}

/**
 * `https` or `http`: how the sender reached the portal, believed under the same condition. This server itself speaks http.
 */
export function readScheme({ headers }: Sent, trustedProxies: number): "http" | "https" {
  const hops = [headers["x-forwarded-proto"] ?? []].flat().join(",").split(",");
  return trustedProxies > 0 && hops.at(-trustedProxies)?.trim() === "https" ? "https" : "http";
}
