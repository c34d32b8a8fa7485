import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { OrderKind } from "@/lib/domain/order";
import type { Carrier, RegisteredCarrier } from "./carrier";
import { bandwidth } from "./bandwidth";
import { settings as makeBandwidthSettings } from "./bandwidth/dashboard-scenes";
import { createHttp } from "./http";
import { intelepeer } from "./intelepeer";
import { inumbering } from "./inumbering";
import { useCarrierServer } from "./testing/use-carrier-server";

/** Every carrier variable in .env.example has an effect: the carrier sees its value, or it changes which callbacks are accepted. */

const NUMBER = phoneNumber.parse("+13032200101");
const carrierServer = useCarrierServer();

const connect = (carrier: RegisteredCarrier, settings: Record<string, string>) =>
  carrier.open(settings, createHttp(carrierServer.ports, { secretValues: [] }));

/** Everything that a probe, a read and a write of each kind send to the carrier, with Basic credentials decoded. */
async function readTraffic(carrier: Carrier): Promise<string> {
  carrierServer.server.respondWith(({ url }) =>
    url.endsWith("/authenticate") ? { status: 200, body: '{"token":"fetched-token"}' } : { status: 400, body: "{}" },
  );
  const kinds: OrderKind[] = ["import", "register", "sms-enable", "purchase"];
  const ask = async (run: (() => Promise<unknown>) | undefined) => run?.().catch(() => undefined);
  await ask(() => carrier.probe());
  await ask(async () => carrier.readNumbers?.([NUMBER]));
  for (const kind of kinds)
    await ask(async () =>
      carrier.programs[kind]?.write({ numbers: [NUMBER], reference: "R-1", params: { applicationId: "a-1" } }),
    );
  return carrierServer.server.requests
    .map(({ url, headers, body }) => {
      const { authorization = "" } = headers;
      const basic = Buffer.from(authorization.replace(/^Basic /, ""), "base64").toString();
      return [url, authorization, basic, body].join("\n");
    })
    .join("\n");
}

const intelepeerPair = () => ({
  INTELEPEER_URL: `${carrierServer.server.url}/intelepeer-address`,
  INTELEPEER_AUTH_URL: `${carrierServer.server.url}/auth-address/authenticate`,
  INTELEPEER_USERNAME: "intelepeer-user",
  INTELEPEER_PASSWORD: "intelepeer-password",
});
const bandwidthAll = () => ({
  BANDWIDTH_DASHBOARD_URL: `${carrierServer.server.url}/dashboard-address`,
  BANDWIDTH_ACCOUNT_ID: "account-9900012",
  BANDWIDTH_USERNAME: "dashboard-user",
  BANDWIDTH_PASSWORD: "dashboard-password",
  BANDWIDTH_SITE_ID: "site-743",
  BANDWIDTH_SIP_PEER_ID: "peer-303716",
  BANDWIDTH_MESSAGING_URL: `${carrierServer.server.url}/messaging-address`,
  BANDWIDTH_USER_ID: "u-messaging-user",
  BANDWIDTH_API_TOKEN: "t-messaging-token",
  BANDWIDTH_API_SECRET: "messaging-secret",
});

describe("settings that the carrier sees", () => {
  it.each([
    ["IntelePeer by user name and password", intelepeer, intelepeerPair],
    [
      "IntelePeer by token",
      intelepeer,
      () => ({ INTELEPEER_URL: `${carrierServer.server.url}/v4`, INTELEPEER_TOKEN: "intelepeer-token" }),
    ],
    [
      "iNumbering",
      inumbering,
      () => ({ INUMBERING_URL: `${carrierServer.server.url}/inumbering-address`, INUMBERING_APIKEY: "inumbering-key" }),
    ],
    ["Bandwidth", bandwidth, bandwidthAll],
  ])("%s", async (_, carrier, settings) => {
    const traffic = await readTraffic(connect(carrier, settings()));
    for (const [name, value] of Object.entries(settings()))
      expect(traffic, name).toContain(value.replace(carrierServer.server.url, ""));
  });

  it("INTELEPEER_BARE_TOKEN sends the token without the word Bearer", async () => {
    const settings = { INTELEPEER_URL: carrierServer.server.url, INTELEPEER_TOKEN: "intelepeer-token" };
    expect(await readTraffic(connect(intelepeer, settings))).toContain("Bearer intelepeer-token");
    const bare = await readTraffic(connect(intelepeer, { ...settings, INTELEPEER_BARE_TOKEN: "true" }));
    expect(bare).toContain("intelepeer-token");
    expect(bare).not.toContain("Bearer");
  });
});

describe("settings for callbacks", () => {
  it("INTELEPEER_CALLBACK_SIGNATURE rejects a message without it", () => {
    const message = { refid: "1", from: "+13031112222", to: NUMBER, message: "Hello", signature: "another" };
    const open = connect(intelepeer, { ...intelepeerPair() });
    const strict = connect(intelepeer, { ...intelepeerPair(), INTELEPEER_CALLBACK_SIGNATURE: "shared-code" });
    expect(() => open.callbacks?.read(message)).not.toThrow();
    expect(() => strict.callbacks?.read(message)).toThrow("signature");
    expect(() => strict.callbacks?.read({ ...message, signature: "shared-code" })).not.toThrow();
  });

  it("BANDWIDTH_CALLBACK_USERNAME and BANDWIDTH_CALLBACK_PASSWORD are required", () => {
    expect(connect(bandwidth, bandwidthAll()).callbacks?.credentials).toBeNull();
    const settings = { BANDWIDTH_CALLBACK_USERNAME: "callback-user", BANDWIDTH_CALLBACK_PASSWORD: "callback-password" };
    expect(connect(bandwidth, { ...bandwidthAll(), ...settings }).callbacks?.credentials).toEqual({
      user: "callback-user",
      password: "callback-password",
    });
  });
});

describe("settings that are wrong are named", () => {
  it.each<[RegisteredCarrier, Record<string, string | undefined>, string[]]>([
    [intelepeer, {}, ["INTELEPEER_TOKEN"]],
    [intelepeer, { INTELEPEER_TOKEN: "  " }, ["INTELEPEER_TOKEN"]],
    [intelepeer, { INTELEPEER_USERNAME: "u" }, ["INTELEPEER_AUTH_URL", "INTELEPEER_PASSWORD"]],
    [
      intelepeer,
      { INTELEPEER_TOKEN: "t", INTELEPEER_URL: "nowhere", INTELEPEER_BARE_TOKEN: "maybe" },
      ["INTELEPEER_URL", "INTELEPEER_BARE_TOKEN"],
    ],
    [bandwidth, {}, ["BANDWIDTH_ACCOUNT_ID", "BANDWIDTH_USERNAME", "BANDWIDTH_PASSWORD", "BANDWIDTH_SITE_ID"]],
    [bandwidth, { ...makeBandwidthSettings("http://x"), BANDWIDTH_API_SECRET: " " }, ["BANDWIDTH_API_SECRET"]],
    [
      bandwidth,
      { ...makeBandwidthSettings("http://x"), BANDWIDTH_DASHBOARD_URL: "ftp://x" },
      ["BANDWIDTH_DASHBOARD_URL"],
    ],
  ])("%o %j", ({ settings }, values, names) => {
    const parsed = settings.safeParse(values);
    expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual(names);
  });
});
