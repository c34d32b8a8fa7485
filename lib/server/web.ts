import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { answerCallback } from "./callback-front";
import { readRelease, ROOT } from "./files.mjs";
import { applyPublicHost } from "./public-host";
import { readScheme, readSender } from "./read-sender";
import { readAddress } from "./request-address";
import { addSecurityHeaders, writeBadRequest } from "./security-headers";

/** Milliseconds that requests in progress get after the signal to end. */
const DRAIN = 8_000;
const FIRST_REQUEST_MS = 10_000;
const STREAM = "text/event-stream";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST || undefined;
const isSecure = (process.env.PUBLIC_URL ?? "").startsWith("https:");
/** Proxies whose word on the sender's address is believed; an https address means that at least one is in front. */
const trustedProxies = Number(process.env.TRUSTED_PROXIES || (isSecure ? 1 : 0));
/** With hot reload, for developers. */
const isDev = process.env.TANDEM_DEV === "1";
const addresses = [process.env.PUBLIC_URL, process.env.NEXTAUTH_URL].flatMap((address) => address || []);
// Read by Next: with it, a tab of another release notices that it is one.
if (!isDev) process.env.NEXT_DEPLOYMENT_ID = readRelease();

const open = new Set<ServerResponse>();
let isDraining = false;

const report = (message: { type: "ready" } | { type: "failed"; message: string }) => {
  if (process.connected) process.send?.(message);
};

const server = createServer();
// Longer than the usual 60 seconds of a proxy in front, which would otherwise reuse a connection that we just closed.
server.keepAliveTimeout = 65_000;
server.headersTimeout = 66_000;

const app = next({ dev: isDev, dir: ROOT, hostname: host ?? "localhost", port, httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();

async function answerPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = "" } = request;
  const address = readAddress(url);
  if (address === null) return refuseAddress(url, response);
  request.url = address;
  // Only pages have page data; asked for it under /api, the framework answers with a 500.
  if (address.startsWith("/api/")) for (const name of PAGE_DATA_HEADERS) delete request.headers[name];
  return handle(request, response);
}

const PAGE_DATA_HEADERS = [
  "rsc",
  "next-url",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
];

const UNREADABLE = "This address cannot be read: a part of it is not valid text.";

function refuseAddress(url: string, response: ServerResponse): void {
  const isApi = url.startsWith("/api/");
  response.writeHead(400, { "Content-Type": isApi ? "application/json" : "text/html; charset=utf-8" });
  response.end(
    isApi
      ? JSON.stringify({ error: { code: "INVALID_INPUT", message: UNREADABLE } })
      : `<!doctype html><html lang="en"><title>Address not valid</title><h1>Address not valid</h1><p>${UNREADABLE}</p><p><a href="/">Home</a></p></html>`,
  );
}

server.on("request", (request, response) => {
  open.add(response);
  response.once("close", () => open.delete(response));
  if (isDraining) response.setHeader("Connection", "close");
  addSecurityHeaders(response, isSecure);
  request.headers["x-forwarded-for"] = readSender(request, trustedProxies);
  request.headers["x-forwarded-proto"] = readScheme(request, trustedProxies);
  // No file here is worth a part of it, and the framework answers a part that does not exist with a 500.
  delete request.headers.range;
  applyPublicHost(request.headers, addresses);
  const answered = answerCallback(globalThis.tandemCallbacks, request, response) ?? answerPage(request, response);
  answered.catch(() => {
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});

server.on("clientError", (error, socket) => {
  if (!socket.writable || ("code" in error && error.code === "ECONNRESET")) socket.destroy();
  else socket.end(writeBadRequest("code" in error ? String(error.code) : undefined, isSecure));
});

server.once("error", (error) => {
  const isTaken = "code" in error && error.code === "EADDRINUSE";
  const message = isTaken
    ? `Port ${port} is taken by another program. Set PORT to a free one.`
    : `The web server cannot listen on port ${port}: ${error.message}`;
  if (!process.connected) process.stderr.write(`${message}\n`);
  report({ type: "failed", message });
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 100).unref();
});

server.listen({ port, host }, async () => {
  if (!isDev) await loadFramework();
  report({ type: "ready" });
  if (!process.connected) process.stdout.write(`The web server answers at http://localhost:${port}\n`);
});

/** In production the framework loads instrumentation.ts only with its first request. */
async function loadFramework(): Promise<void> {
  const name = host === undefined ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  const signal = AbortSignal.timeout(FIRST_REQUEST_MS);
  await fetch(`http://${name}:${port}/api/callbacks/-/-`, { signal }).catch(() => undefined);
}

function drain() {
  if (isDraining) return;
  isDraining = true;
  server.close(() => process.exit(0));
  for (const response of open) {
    // A stream never ends by itself; the browser opens it again elsewhere.
    if (String(response.getHeader("content-type") ?? "").startsWith(STREAM)) response.destroy();
    else if (!response.headersSent) response.setHeader("Connection", "close");
  }
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), DRAIN).unref();
}

process.on("SIGTERM", drain);
process.on("SIGINT", drain);
// Nobody is left who would end us.
process.on("disconnect", () => process.exit(1));
