import { once } from "node:events";
import { createServer, request as startRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { register } from "@/instrumentation";
import { provideRuntime } from "@/lib/auth/runtime";
import { createTestWorld, TEST_SECRETS_KEY, type TestWorld } from "@/lib/test/world";
import { answerCallback } from "./callback-front";

let world: TestWorld;
let server: Server;
let address = "";

/** The front and the handlers as the web server runs them, over real HTTP. */
beforeAll(async () => {
  world = await createTestWorld();
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("SECRETS_KEY", TEST_SECRETS_KEY);
  vi.stubEnv("NEXTAUTH_SECRET", TEST_SECRETS_KEY);
  vi.stubEnv("NEXTAUTH_URL", "http://localhost");
  vi.stubEnv("PUBLIC_URL", "http://localhost");
  provideRuntime({ database: world.database, carriers: world.ctx.carriers });
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  await register();
  server = createServer((incoming, response) => {
    const answered = answerCallback(globalThis.tandemCallbacks, incoming, response);
    if (answered === null) response.writeHead(404, { "x-front": "another address" }).end();
    else answered.catch(() => response.writeHead(500).end());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const account = await world.database.db.carrierAccount.findUniqueOrThrow({
    where: { id: world.accountOf("bandwidth") },
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/callbacks/bandwidth/${account.callbackKey}`;
});
afterEach(() => world.database.sql.query("DELETE FROM callback"));
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  globalThis.tandemCallbacks = undefined;
  vi.unstubAllEnvs();
  await world.close();
});

const listRaw = async () => {
  const { rows } = await world.database.sql.query<{ raw: string }>("SELECT raw FROM callback ORDER BY id");
  return rows.map(({ raw }) => raw);
};

it.each(["", "/", "?a=1", "/?a=1"])(
  "takes a POST to the address with “%s” behind it, without a redirect",
  async (end) => {
    const answer = await fetch(address + end, { method: "POST", body: '{"n":1}', redirect: "manual" });
    expect(answer.status).toBe(200);
    expect(await listRaw()).toEqual(['{"n":1}']);
  },
);

it("answers HEAD as it would a GET, and stores nothing", async () => {
  expect((await fetch(address, { method: "HEAD" })).status).toBe(200);
  expect((await fetch(`${address}x`, { method: "HEAD" })).status).toBe(404);
  expect(await listRaw()).toEqual([]);
});

it.each(["OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])("refuses %s with a message", async (method) => {
  const sent = startRequest(address, { method });
  sent.end();
  const [answer] = await once(sent, "response");
  answer.resume();
  expect([answer.statusCode, answer.headers.allow]).toEqual([405, "GET, HEAD, POST"]);
  expect(await listRaw()).toEqual([]);
});

it("answers a body without a stated length that is too large, instead of breaking the connection", async () => {
  const sent = startRequest(address, { method: "POST", headers: { "transfer-encoding": "chunked" } });
  sent.on("error", () => undefined);
  sent.write("x".repeat(70_000));
  const [answer] = await once(sent, "response");
  answer.resume();
  expect(answer.statusCode).toBe(413);
  sent.destroy();
  expect(await listRaw()).toEqual([]);
});

it("leaves every other address to the framework", async () => {
  const other = new URL(address).origin;
  for (const path of ["/api/callbacks", "/api/callbacks/bandwidth", "/api/callbacks/a/b/c", "/api/health"])
    expect((await fetch(other + path)).headers.get("x-front")).toBe("another address");
});
