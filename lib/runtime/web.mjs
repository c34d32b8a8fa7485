// Plain JavaScript on purpose: tsx's loader would pass every file of Next's build through its compiler.
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import next from "next";
import { answerCallback } from "./callback-front.mjs";
import { bundlePrograms } from "./programs.mjs";
import { applyPublicHost } from "./public-host.mjs";
import { readSender } from "./read-sender.mjs";
import { readRelease } from "./release.mjs";

/** Milliseconds that requests in progress get after the signal to end. */
const DRAIN = 8_000;
const STREAM = "text/event-stream";

const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST || undefined;
const isSecure = (process.env.PUBLIC_URL ?? "").startsWith("https:");
/** Proxies whose word on the sender's address is believed; an https address means that at least one is in front. */
const trustedProxies = Number(process.env.TRUSTED_PROXIES || (isSecure ? 1 : 0));
const dir = fileURLToPath(new URL("../..", import.meta.url));
const addresses = [process.env.PUBLIC_URL, process.env.NEXTAUTH_URL].flatMap((address) => address || []);
// Read by Next: with it, a tab of another release notices that it is one.
process.env.NEXT_DEPLOYMENT_ID = readRelease(path.join(dir, process.env.TANDEM_DIST_DIR || ".next"));

/** @type {Set<import("node:http").ServerResponse>} */
const open = new Set();
let isDraining = false;

/** @param {{ type: "ready" } | { type: "failed", message: string }} message */
const tell = (message) => {
  if (process.connected) process.send?.(message);
};

const server = createServer();
// Longer than the usual 60 seconds of a proxy in front, which would otherwise reuse a connection that we just closed.
server.keepAliveTimeout = 65_000;
server.headersTimeout = 66_000;

const app = next({ dev: false, dir, hostname: host ?? "localhost", port, httpServer: server });
await app.prepare();
const handle = app.getRequestHandler();
/** The same handlers as in the build. */
const callbacks = await import(pathToFileURL(path.join(await bundlePrograms(), "callbacks.mjs")).href);

server.on("request", (request, response) => {
  open.add(response);
  response.once("close", () => open.delete(response));
  if (isDraining) response.setHeader("Connection", "close");
  // Here and not in next.config.js: those headers are fixed at build time, the address is known at start.
  if (isSecure) response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  request.headers["x-forwarded-for"] = readSender(request, trustedProxies);
  applyPublicHost(request.headers, addresses);
  const answered = answerCallback(callbacks, request, response) ?? handle(request, response);
  answered.catch(() => {
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});

server.once("error", (error) => {
  const isTaken = "code" in error && error.code === "EADDRINUSE";
  const message = isTaken
    ? `Port ${port} is taken by another program. Set PORT to a free one.`
    : `The web server cannot listen on port ${port}: ${error.message}`;
  if (!process.connected) process.stderr.write(`${message}\n`);
  tell({ type: "failed", message });
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 100).unref();
});

server.listen({ port, host }, () => tell({ type: "ready" }));

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
