import type { LookupAddress } from "node:dns";
import { describe, expect, it } from "vitest";
import { isPrivateAddress, isPrivateHost, lookupPublic } from "./host-guard";
import { createHttp } from "./http";
import { useCarrierServer } from "./testing/use-carrier-server";

it.each([
  "10.0.0.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "127.0.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "64:ff9b::a00:1",
  "2002:a00:1::",
  "not an address",
])("%s is private", (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

it.each(["8.8.8.8", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])("%s is public", (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

it.each([
  ["https://10.0.0.1/x", true],
  ["https://0xa000001", true],
  ["https://167772161", true],
  ["https://[fe80::1]", true],
  ["https://[::ffff:10.0.0.1]", true],
  ["https://metadata.google.internal", true],
  ["https://metadata/computeMetadata", true],
  ["http://localhost:3000", false],
  ["http://127.0.0.1", false],
  ["https://api.example.com", false],
  ["https://metadata-api.example.com", false],
])("%s names a private network by itself: %s", (url, isPrivate) => {
  expect(isPrivateHost(url)).toBe(isPrivate);
});

describe("a name", () => {
  const server = useCarrierServer();
  /** A name server whose answers change from call to call. */
  const answering = (...answers: LookupAddress[][]) => {
    const asked: string[] = [];
    const resolve = ((hostname: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) => {
      asked.push(hostname);
      done(null, answers[Math.min(asked.length, answers.length) - 1] ?? []);
    }) as unknown as NonNullable<Parameters<typeof lookupPublic>[0]>;
    return { asked, resolve };
  };
  const loopback = [{ address: "127.0.0.1", family: 4 }];
  const send = (
    resolve: Parameters<typeof lookupPublic>[0],
    { allowPrivateHosts = false, host = "carrier.example.com" } = {},
  ) =>
    createHttp(server.ports, { secretValues: [], allowPrivateHosts, resolve }).send({
      group: "api",
      method: "POST",
      url: server.server.url.replace("127.0.0.1", host),
      isRead: false,
      body: "{}",
    });
  const refusal = {
    fault: "unavailable",
    mayHaveHappened: false,
    message: expect.stringContaining("private network") as string,
  };

  it("is judged by what it resolves to at the connection, so that a later answer is no way in", async () => {
    server.server.play({ status: 200 });
    const { resolve, asked } = answering(loopback);
    await expect(send(resolve)).rejects.toMatchObject(refusal);
    expect(asked).toEqual(["carrier.example.com"]);
    expect(server.server.requests).toHaveLength(0);
  });

  it("gives its public addresses only", async () => {
    const { resolve } = answering([
      { address: "10.0.0.1", family: 4 },
      { address: "203.0.114.1", family: 4 },
      ...loopback,
    ]);
    const found = await new Promise((done) =>
      lookupPublic(resolve)("x.example.com", { all: true }, (_e, all) => done(all)),
    );
    expect(found).toEqual([{ address: "203.0.114.1", family: 4 }]);
  });

  it("of this machine, and a private literal where that is allowed, are reached", async () => {
    server.server.play({ status: 200 });
    expect((await send(undefined, { host: "localhost" })).status).toBe(200);
    await expect(send(undefined, { host: "10.255.255.1" })).rejects.toMatchObject(refusal);
    expect(server.server.requests).toHaveLength(1);
  });
});
