import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { decodeJson, decodeXml } from "./decode";
import { createHttp } from "./http";
import { createMemoryPorts } from "./testing/memory-ports";

let server: Server;
let body = Buffer.alloc(0);
const ports = createMemoryPorts();
const http = createHttp(ports, { secretValues: [] });

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200, { "x-words": "caf\u00e9 \u0085\u009f" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (...parts: (string | number[])[]) => {
  body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
  const { port } = server.address() as AddressInfo;
  return http.send({ group: "api", method: "GET", url: `http://127.0.0.1:${port}/`, isRead: true });
};

it("returns a reply without characters that the database rejects, in body, headers and evidence", async () => {
  const reply = await ask("a", [0x00, 0xff, 0xc3], "b", [0xed, 0xa0, 0x80], "\u0007 😀 ", String.raw`\u0000`);
  expect(reply.body).toBe(`a\uFFFD\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD 😀 ${String.raw`\u0000`}`);
  expect(reply.headers["x-words"]).toBe("caf\u00e9 \u0085\uFFFD");
  expect(ports.calls.at(-1)?.responseBody).toBe(reply.body);
});

it("cleans characters escaped in JSON or XML", async () => {
  const json = await ask(String.raw`{"text":"a\u0000\ud800b","raw`, [0x00], `":"\\\\u0000"}`);
  expect(decodeJson(z.record(z.string(), z.string()), json, { isWrite: false })).toEqual({
    text: "a\uFFFD\uFFFDb",
    "raw\uFFFD": String.raw`\u0000`,
  });
  const xml = await ask("<r><t>a&#x80;", [0x00], String.raw`\u0000 &#9;b</t></r>`);
  const schema = z.object({ r: z.object({ t: z.string() }) });
  expect((await decodeXml(schema, xml, { isWrite: false, lists: [] })).r.t).toBe(
    `a\uFFFD\uFFFD${String.raw`\u0000`} \tb`,
  );
});

it("reports JSON nested too deeply as unreadable", async () => {
  const reply = await ask("[".repeat(100_000));
  expect(() => decodeJson(z.unknown(), reply, { isWrite: true })).toThrow("could not be read");
});
