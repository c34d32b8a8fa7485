import { describe, expect, it } from "vitest";
import { createRowCheck } from "./check-row";
import { ACCOUNTS, CHOICES, SMS_ON, toMapping, toRowCells } from "./check-test-data";
import type { ColumnRole } from "./column-role";
import type { UploadMapping } from "./mapping";

describe("what a row asks for", () => {
  const target = (kind: string, account: keyof typeof ACCOUNTS, params = {}) => ({
    state: "ready",
    target: { kind, accountId: ACCOUNTS[account].id, params },
  });
  const NO_DEFAULTS = { defaults: { kind: null, accountId: null, params: {} } };
  const read = (cells: Partial<Record<ColumnRole, string>>, own: Partial<UploadMapping> = NO_DEFAULTS) => {
    const all = { number: "9199991200", ...cells };
    const checkRow = createRowCheck(toMapping(Object.keys(all) as ColumnRole[], own), CHOICES);
    return checkRow(toRowCells(Object.values(all)))[0];
  };

  it.each([
    ["IntelePeer · Voice"],
    ["intelepeer voice"],
    ["IntelePeer - Voice (live)"],
    ["Voice"],
    ["INTELEPEER"],
    ["'IntelePeer"],
    [ACCOUNTS.intelepeer.id],
  ])("finds the account %j", (text) => {
    expect(read({ account: text, action: "SMS on" })).toMatchObject(target("sms-enable", "intelepeer"));
  });

  it.each([
    ["on", "sms-enable"],
    ["Enable", "sms-enable"],
    ["SMS_ON", "sms-enable"],
    ["turn SMS on", "sms-enable"],
    ["OFF", "sms-disable"],
    ["disable", "sms-disable"],
    ["sms-disable", "sms-disable"],
  ])("reads the action %j as %s", (text, kind) => {
    expect(read({ account: "Voice", action: text })).toMatchObject(target(kind, "intelepeer"));
  });

  it("takes the defaults where the cells say nothing", () => {
    expect(read({}, { defaults: SMS_ON })).toMatchObject(target("sms-enable", "intelepeer"));
    expect(read({ account: "n/a", action: "-" }, { defaults: SMS_ON })).toMatchObject(
      target("sms-enable", "intelepeer"),
    );
    expect(read({ action: "off" }, { defaults: SMS_ON })).toMatchObject(target("sms-disable", "intelepeer"));
  });

  it.each<[Partial<Record<ColumnRole, string>>, string[]]>([
    [{}, ["action-missing", "account-missing"]],
    [{ account: "Bandwidth", action: "import" }, ["account-ambiguous"]],
    [{ account: "Bandwith East", action: "import" }, ["account-unknown"]],
    [{ account: "Voice", action: "explode" }, ["action-unknown"]],
    [{ account: "Voice", action: "import" }, ["action-not-offered"]],
    [{ account: "East", action: "import", site: "9" }, ["site-mismatch"]],
    [{ account: "East", action: "import", sipPeer: "303717" }, ["sip-peer-mismatch"]],
    [{ account: "Voice", action: "on", site: "1201" }, ["site-mismatch"]],
    [{ action: "import", site: "7777" }, ["account-unknown"]],
    [{ account: "Voice", action: "webhook" }, ["webhook-missing"]],
    [{ account: "Voice", action: "webhook", webhook: "example.com/sms" }, ["webhook-invalid"]],
    [{ account: "Voice", action: "webhook", webhook: "http://example.com" }, ["webhook-invalid"]],
    [{ account: "Voice", action: "webhook", webhook: "https://a:b@example.com" }, ["webhook-invalid"]],
    [{ account: "Wholesale", action: "assign" }, ["campaign-missing"]],
    [{ account: "Wholesale", action: "assign", campaign: "12" }, ["campaign-malformed"]],
    [{ account: "Wholesale", action: "assign", campaign: "CABC124" }, ["campaign-unknown"]],
    [{ account: "Wholesale", action: "assign", campaign: "CENDED1" }, ["campaign-ended"]],
    [{ account: "East", action: "register" }, ["application-missing"]],
    [{ account: "East", action: "register", application: "Suport inbox" }, ["application-unknown"]],
    [{ account: "East", action: "register", application: "Sales" }, ["application-ambiguous"]],
    [{ account: "Voice", action: "on", reference: "r".repeat(61) }, ["reference-too-long"]],
    [{ account: "Voice", action: "on", rowKey: "U7F3KQ2M-00012-?" }, ["row-key"]],
  ])("finds in %j %j", (cells, codes) => {
    const row = read(cells);
    expect(row?.problems.map(({ code }) => code)).toEqual(codes);
    expect(row?.state).toBe("problem");
    for (const { message } of row?.problems ?? []) expect(message.length).toBeGreaterThan(20);
  });

  it("gives each kind its parameters", () => {
    expect(read({ account: "Voice", action: "webhook", webhook: "https://example.com/sms" })).toMatchObject(
      target("webhook-set", "intelepeer", { url: "https://example.com/sms" }),
    );
    expect(read({ account: "Wholesale", action: "assign", campaign: "cabc123" })).toMatchObject(
      target("campaign-assign", "inumbering", { campaignId: "CABC123" }),
    );
    expect(read({ account: "East", action: "register", application: "support inbox" })).toMatchObject(
      target("register", "east", { applicationId: "a-1111" }),
    );
    expect(read({ account: "East", action: "import", application: "A-1111" })).toMatchObject(
      target("import", "east", { registerWith: "a-1111" }),
    );
    expect(
      read(
        { account: "Wholesale", action: "buy" },
        { defaults: { kind: null, accountId: null, params: { route: "7" } } },
      ),
    ).toMatchObject(target("purchase", "inumbering", { route: "7" }));
  });

  it("lets site and SIP peer choose the account", () => {
    expect(read({ action: "import", site: "1202" })).toMatchObject(target("import", "west"));
    expect(read({ action: "import", sipPeer: "303716.0" })).toMatchObject(target("import", "east"));
    expect(read({ account: "Bandwidth", action: "import", site: "1202" })).toMatchObject(target("import", "west"));
  });

  it("warns and goes on", () => {
    const waiting = read({ account: "Wholesale", action: "assign", campaign: "CWAIT01" });
    expect(waiting).toMatchObject(target("campaign-assign", "inumbering", { campaignId: "CWAIT01" }));
    expect(waiting?.problems).toMatchObject([{ code: "campaign-not-ready", severity: "warning" }]);
    const unused = read({ account: "Voice", action: "on", campaign: "CABC123" });
    expect(unused).toMatchObject(target("sms-enable", "intelepeer"));
    expect(unused?.problems).toMatchObject([{ code: "unused-value", column: 3 }]);
    const west = read({ account: "West", action: "register", application: "a-9" });
    expect(west).toMatchObject(target("register", "west", { applicationId: "a-9" }));
    expect(west?.problems).toMatchObject([{ code: "application-unchecked" }]);
  });

  it("names what is nearest and where the rest is", () => {
    expect(read({ account: "Bandwith East", action: "import" })?.problems[0]?.message).toContain("Bandwidth · East");
    expect(read({ account: "East", action: "campain" })?.problems[0]?.message).toContain("Campaign");
    const other = read({ account: "East", action: "campaign", campaign: "CABC123" });
    expect(other?.problems.map(({ message }) => message).join(" ")).toContain("iNumbering · Wholesale has it");
  });

  it("shares one target among the rows that ask for the same", () => {
    const checkRow = createRowCheck(toMapping(["number", "account"]), CHOICES);
    const targets = ["IntelePeer", "Voice", "intelepeer voice"].map(
      (name) => checkRow(toRowCells(["9199991200", name]))[0]?.target,
    );
    expect(new Set(targets).size).toBe(1);
  });
});
