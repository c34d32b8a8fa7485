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
])("%s names a private network literally: %s", (url, isPrivate) => {
  expect(isPrivateHost(url)).toBe(isPrivate);
});

describe("a name", () => {
  const carrierServer = useCarrierServer();
  /** A DNS resolver whose results change from call to call. */
  const answering = (...answers: LookupAddress[][]) => {
    const lookups: string[] = [];
    const resolve = ((hostname: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) => {
      lookups.push(hostname);
      done(null, answers[Math.min(lookups.length, answers.length) - 1] ?? []);
    }) as unknown as NonNullable<Parameters<typeof lookupPublic>[0]>;
    return { lookups, resolve };
  };
  const loopback = [{ address: "127.0.0.1", family: 4 }];
  const send = (
    resolve: Parameters<typeof lookupPublic>[0],
    { allowPrivateHosts = false, host = "carrier.example.com" } = {},
  ) =>
    createHttp(carrierServer.ports, { secretValues: [], allowPrivateHosts, resolve }).send({
      group: "api",
      method: "POST",
      url: carrierServer.server.url.replace("127.0.0.1", host),
      isRead: false,
      body: "{}",
    });
  const refusal = {
    fault: "unavailable",
    mayHaveHappened: false,
    message: expect.stringContaining("private network") as string,
  };

  it("is checked by what it resolves to when connecting, so that DNS rebinding does not work", async () => {
    carrierServer.server.respondWith({ status: 200 });
    const { resolve, lookups } = answering(loopback);
    await expect(send(resolve)).rejects.toMatchObject(refusal);
    expect(lookups).toEqual(["carrier.example.com"]);
    expect(carrierServer.server.requests).toHaveLength(0);
  });

  it("resolves to its public addresses only", async () => {
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

  it("on this machine, and an allowed private literal, are reached", async () => {
    carrierServer.server.respondWith({ status: 200 });
    expect((await send(undefined, { host: "localhost" })).status).toBe(200);
    await expect(send(undefined, { host: "10.255.255.1" })).rejects.toMatchObject(refusal);
    expect(carrierServer.server.requests).toHaveLength(1);
  });
});
