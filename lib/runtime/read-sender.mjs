/**
 * The sender's address: what a client itself writes into X-Forwarded-For must not help it past a throttle.
 * `trustedProxies` in front of us each appended the address that they saw; with none, the connection tells.
 * @param {Pick<import("node:http").IncomingMessage, "headers"> & { socket: { remoteAddress?: string } }} request
 * @param {number} trustedProxies
 */
export function readSender({ headers, socket }, trustedProxies) {
  const hops = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  const told = trustedProxies > 0 ? hops.at(-trustedProxies)?.trim() : "";
  return told || (socket.remoteAddress ?? "");
}

/**
 * `https` or `http`: how the sender reached the portal, believed under the same condition. This server itself speaks http.
 * @param {Pick<import("node:http").IncomingMessage, "headers">} request
 * @param {number} trustedProxies
 */
export function readScheme({ headers }, trustedProxies) {
  const hops = [headers["x-forwarded-proto"] ?? []].flat().join(",").split(",");
  return trustedProxies > 0 && hops.at(-trustedProxies)?.trim() === "https" ? "https" : "http";
}
