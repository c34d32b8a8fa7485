import { expect, it } from "vitest";
import type { UploadChoices } from "@/lib/domain/uploads/checked-row";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { explainMapping, setRole } from "./mapping-draft";

const ACCOUNT = "00000000-0000-4000-8000-000000000001";
const choices: UploadChoices = {
  accounts: [
    {
      id: ACCOUNT,
      carrierId: "intelepeer",
      carrierLabel: "IntelePeer",
      label: "Main",
      mode: "sandbox",
      kinds: ["sms-enable", "webhook-set"],
      site: null,
      sipPeer: null,
    },
  ],
  campaigns: [],
  applications: [],
};
const mapping: UploadMapping = {
  sheet: null,
  headerLine: 1,
  columns: ["ignore", "number", "note"],
  hiddenRows: "leave-out",
  ranges: "ask",
  defaults: { kind: "sms-enable", accountId: ACCOUNT, params: {} },
};

it("moves a role that one column alone can have", () => {
  expect(setRole(mapping, 0, "number").columns).toEqual(["number", "ignore", "note"]);
  expect(setRole(mapping, 0, "note").columns).toEqual(["note", "number", "note"]);
});

it("names the first thing that is missing, and nothing once rows can be checked", () => {
  const change = (part: Partial<UploadMapping>) => explainMapping({ ...mapping, ...part }, choices);
  const defaults = (part: Partial<UploadMapping["defaults"]>) => change({ defaults: { ...mapping.defaults, ...part } });
  expect(change({})).toBeNull();
  expect(change({ columns: ["ignore", "ignore", "note"] })).toContain("column of the numbers");
  expect(change({ columns: ["firstNumber"] })).toContain("last number or its quantity");
  expect(defaults({ kind: null })).toContain("Choose an action");
  expect(defaults({ accountId: null })).toContain("carrier account");
  expect(defaults({ kind: "import" })).toContain("cannot do this");
  expect(defaults({ kind: "webhook-set" })).toBe("Enter the webhook URL.");
  expect(defaults({ kind: "webhook-set", params: { url: "example.com" } })).toContain("begins with https://");
  expect(defaults({ kind: "webhook-set", params: { url: "https://example.com/in" } })).toBeNull();
});

it("accepts what each row says for itself", () => {
  const empty = { kind: null, accountId: null, params: {} };
  expect(explainMapping({ ...mapping, columns: ["number", "action", "account"], defaults: empty }, choices)).toBeNull();
  expect(
    explainMapping(
      { ...mapping, columns: ["number", "webhook"], defaults: { kind: "webhook-set", accountId: ACCOUNT, params: {} } },
      choices,
    ),
  ).toBeNull();
});
