import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type FaultRuleInput } from "./faults";
import { SANDBOX_CREDENTIALS } from "../registry";
import { basic, bearer, call, openSandbox, QUICK } from "../testing/open-sandbox";

const sandboxes = await openSandbox();
afterAll(() => sandboxes.close());
beforeEach(() => {
  sandboxes.reset({ settings: true });
  sandboxes.changeSettings(QUICK);
});

const NUMBER = "+13031112222";
const provisionUrl = () => `${sandboxes.urls.intelepeer}/my/did/sms/provision`;
const enable = (number = NUMBER) => call("POST", provisionUrl(), { body: { endpoints: [number] }, headers: bearer });
const read = () =>
  call("GET", `${provisionUrl()}?endpoint=%2B13031112222&endpoint=%2B13031112223`, { headers: bearer });
const effects = () => sandboxes.ledger.countOf({ kind: "sms.enable" });
const fail = (fault: FaultRuleInput["fault"], rest: Partial<FaultRuleInput> = {}) =>
  sandboxes.addFault({ carrier: "intelepeer", endpoint: "provision", ...rest, fault });

describe("faults", () => {
  it("resetBefore loses the request, resetAfter only the answer", async () => {
    const { id } = fail({ kind: "resetBefore" });
    await expect(enable()).rejects.toThrow();
    expect(effects()).toBe(0);
    sandboxes.removeFault(id);
    fail({ kind: "resetAfter" });
    await expect(enable()).rejects.toThrow();
    expect(effects()).toBe(1);
  });

  it("status answers in the carrier's form, with or without the effect", async () => {
    fail({ kind: "status", status: 500, text: "Oops" }, { times: 1 });
    expect(await enable()).toMatchObject({ status: 500, json: { code: 500, error: "Oops" } });
    expect(effects()).toBe(0);
    fail({ kind: "status", status: 503, effect: true }, { times: 1 });
    expect((await enable()).status).toBe(503);
    expect(effects()).toBe(1);
    expect(sandboxes.settings().seed).toBe(1);
  });

  it("emptyBody, htmlPage and garbage replace the body", async () => {
    fail({ kind: "emptyBody" }, { times: 1 });
    expect(await enable()).toMatchObject({ status: 200, text: "" });
    fail({ kind: "htmlPage", status: 200 }, { times: 1 });
    expect((await enable()).text).toContain("<html>");
    fail({ kind: "garbage", effect: true }, { times: 1 });
    expect((await enable()).json).toEqual({ surprise: [1, null, "2"] });
    expect(effects()).toBe(1);
  });

  it("truncatedBody breaks the transfer, or the document", async () => {
    fail({ kind: "truncatedBody" }, { times: 1 });
    await expect(enable()).rejects.toThrow();
    expect(effects()).toBe(1);
    fail({ kind: "truncatedBody", how: "short" }, { times: 1 });
    expect((await enable("+13031112223")).json).toBeUndefined();
  });

  it("slowBody arrives in portions", async () => {
    fail({ kind: "slowBody", bytesPerSecond: 500 });
    const start = performance.now();
    const answer = await enable();
    expect(answer.status).toBe(202);
    expect(performance.now() - start).toBeGreaterThan((1000 * answer.text.length) / 500 / 2);
  });

  it("latency delays and hang never answers", async () => {
    fail({ kind: "latency", ms: 80 }, { times: 1 });
    const start = performance.now();
    expect((await enable()).status).toBe(202);
    expect(performance.now() - start).toBeGreaterThan(75);
    fail({ kind: "hang" }, { times: 1 });
    const givingUp = new AbortController();
    const answer = fetch(provisionUrl(), { headers: bearer, signal: givingUp.signal });
    // A call that arrives after this test would meet the fault of the next one.
    await vi.waitUntil(() => sandboxes.listFaults().length === 0, { timeout: 600_000 });
    givingUp.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });

  it("wrongLength207 answers fewer or more items than requested", async () => {
    fail({ kind: "wrongLength207" }, { times: 1, endpoint: "GET provision" });
    expect((await read()).json).toHaveLength(1);
    fail({ kind: "wrongLength207", by: 1 }, { times: 1 });
    expect((await read()).json).toHaveLength(3);
  });

  it("undocumented succeeds in another form than the page's, after the effect", async () => {
    const spoil = async (form: "page" | "xml" | "object" | "empty" | "wrongType" | "noHeaders", status = 200) => {
      fail({ kind: "undocumented", form, status }, { times: 1 });
      const { status: given, headers, text } = await enable(`+1303111${3000 + effects()}`);
      return [given, headers.get("content-type"), text.slice(0, 15)];
    };
    expect(await spoil("page", 202)).toEqual([202, "text/html; charset=utf-8", "<!DOCTYPE html>"]);
    expect(await spoil("xml")).toEqual([200, "application/xml", "<x/>"]);
    expect(await spoil("object")).toEqual([200, "application/json", "{}"]);
    expect(await spoil("empty")).toEqual([200, null, ""]);
    expect(await spoil("wrongType")).toEqual([202, "text/html", '{"code":202,"pr']);
    expect(await spoil("noHeaders")).toEqual([202, null, '{"code":202,"pr']);
    expect(effects()).toBe(6);
    fail({ kind: "undocumented", form: "page", effect: false }, { times: 1 });
    await enable("+13031113999");
    expect(effects()).toBe(6);
  });

  it("oddItem spoils one entry of a list", async () => {
    sandboxes.changeSettings({ intelepeer: { neverEnabled: "no-state" } });
    fail({ kind: "oddItem", at: 1 }, { times: 1, endpoint: "GET provision" });
    expect((await read()).json).toEqual([{ code: 200 }, { code: 200, provisioning: {} }]);
  });

  it("rateLimited speaks either unit", async () => {
    fail({ kind: "rateLimited", unit: "milliseconds", resetInMs: 5000 }, { times: 1 });
    const inMs = Number((await enable()).headers.get("x-ratelimit-reset"));
    fail({ kind: "rateLimited", unit: "seconds", resetInMs: 5000 }, { times: 1 });
    const limited = await enable();
    expect(limited.status).toBe(429);
    expect(Math.abs(Number(limited.headers.get("x-ratelimit-reset")) * 1000 - inMs)).toBeLessThan(5000);
    fail({ kind: "rateLimited", header: "retry-after", resetInMs: 3000 }, { times: 1 });
    expect((await enable()).headers.get("retry-after")).toBe("3");
    expect(effects()).toBe(0);
  });

  it("spoils XML, and knows the dashboard's five envelopes", async () => {
    const { accountId, username, password } = SANDBOX_CREDENTIALS.bandwidth;
    const ask = () =>
      call("GET", `${sandboxes.urls.bandwidthDashboard}/accounts/${accountId}/externalTns`, {
        headers: basic(username, password),
      });
    const spoil = (fault: FaultRuleInput["fault"]) => sandboxes.addFault({ carrier: "bandwidth", times: 1, fault });
    spoil({ kind: "malformedXml" });
    expect((await ask()).text).not.toContain("</ExternalTnsOrders>");
    spoil({ kind: "xmlDoctype" });
    expect((await ask()).text).toMatch(/^<\?xml.+\?>\n<!DOCTYPE/);
    const envelopes: [string, RegExp][] = [
      ["response-status", /<ResponseStatus>\s*<ErrorCode>/],
      ["response-status-no-code", /<ResponseStatus>\s*<Description>/],
      ["errors-flat", /<Errors>\s*<Code>/],
      ["errors-nested", /<Errors>\s*<Error>\s*<Code>/],
      ["error-list", /<ErrorList>\s*<Error>/],
      ["result-code", /<resultCode>/],
    ];
    for (const [envelope, expected] of envelopes) {
      spoil({ kind: "status", status: 400, envelope });
      expect((await ask()).text).toMatch(expected);
    }
  });

  it("meet only their number, endpoint and times", async () => {
    fail({ kind: "status", status: 500 }, { number: "(303) 111-2223", times: 2 });
    expect((await enable()).status).toBe(202);
    expect((await read()).status).toBe(500);
    expect((await enable("+13031112223")).status).toBe(500);
    expect((await enable("+13031112223")).status).toBe(202);
    fail({ kind: "status", status: 500 }, { endpoint: "DELETE */sms/provision" });
    expect((await read()).status).toBe(207);
  });

  it("strike by chance in the same order for the same seed", async () => {
    const runOnce = async () => {
      sandboxes.reset();
      fail({ kind: "status", status: 500 }, { id: "dice", probability: 0.5 });
      const statuses: number[] = [];
      for (let turn = 0; turn < 40; turn += 1) statuses.push((await read()).status);
      return statuses;
    };
    const first = await runOnce();
    expect(new Set(first)).toEqual(new Set([207, 500]));
    expect(await runOnce()).toEqual(first);
  });
});

describe("limits", () => {
  it("let a window's worth pass and count what came", async () => {
    sandboxes.changeSettings({ limits: { intelepeer: { requests: 5, windowMs: 60_000, burst: null } } });
    const statuses: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) statuses.push((await read()).status);
    expect(statuses).toEqual([207, 207, 207, 207, 207, 429, 429, 429]);
    const [stats] = sandboxes.stats.list();
    expect(stats).toMatchObject({
      carrier: "intelepeer",
      group: "provision",
      requests: 8,
      limited: 3,
      statuses: { "207": 5, "429": 3 },
    });
    expect(stats?.peakAcceptedPerSecond).toBeLessThanOrEqual(5);
    expect(stats?.peakPerSecond).toBeGreaterThan(0);
  });

  it("open again when the window has passed", async () => {
    sandboxes.changeSettings({ limits: { intelepeer: { requests: 1, windowMs: 600_000, burst: null } } });
    expect((await read()).status).toBe(207);
    const limited = await read();
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(500);
    sandboxes.advance(600_000);
    expect((await read()).status).toBe(207);
  });

  it("answer the dashboard's 429 empty, in seconds", async () => {
    sandboxes.changeSettings({ limits: { bandwidthDashboard: { requests: 1, windowMs: 60_000, burst: null } } });
    await call("GET", `${sandboxes.urls.bandwidthDashboard}/accounts/1/externalTns`);
    const limited = await call("GET", `${sandboxes.urls.bandwidthDashboard}/accounts/1/externalTns`);
    expect([limited.status, limited.text]).toEqual([429, ""]);
    expect(Number(limited.headers.get("x-ratelimit-reset"))).toBeLessThan(Date.now() / 100);
  });
});
