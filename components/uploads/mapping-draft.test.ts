import { expect, it } from "vitest";
import type { UploadChoices } from "@/lib/domain/uploads/checked-row";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { countDataRows, explainMapping, openMapping, setRole } from "./mapping-draft";

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
  labels: null,
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

const column = (index: number, role: UploadMapping["columns"][number]) => ({
  index,
  heading: null,
  samples: [],
  role,
  confidence: "open" as const,
  numberShare: 1,
  isHidden: false,
});
const inspection: UploadInspection = {
  format: "xlsx",
  encoding: null,
  delimiter: null,
  sheet: null,
  headerLine: 2,
  columns: [column(0, "ignore"), column(1, "number")],
  firstRows: [1, 2, 3, 4].map((line) => ({ line, cells: [] })),
  rows: { count: 12, isExact: true },
  questions: [
    { kind: "number-column", columns: [0, 1] },
    { kind: "hidden-rows", count: 3, of: 10 },
  ],
  notices: [],
  correctsRefs: [],
  isCertain: false,
};

it("chooses none of several number columns for a person, and keeps what the person chose", () => {
  const guess = { ...mapping, columns: ["ignore", "number"] as UploadMapping["columns"] };
  expect(openMapping(inspection, { mapping: null, suggestion: guess }).columns).toEqual(["ignore", "ignore"]);
  const remembered = { ...guess, columns: ["number", "ignore"] as UploadMapping["columns"] };
  expect(openMapping(inspection, { mapping: null, suggestion: remembered })).toEqual(remembered);
  expect(openMapping(inspection, { mapping: guess, suggestion: guess })).toEqual(guess);
  expect(openMapping({ ...inspection, questions: [] }, { mapping: null, suggestion: guess })).toEqual(guess);
});

it("counts the rows below the header, with or without hidden ones", () => {
  expect(countDataRows(inspection, { headerLine: 2, hiddenRows: "leave-out" })).toEqual({
    count: 7,
    hidden: 3,
    all: 10,
  });
  expect(countDataRows(inspection, { headerLine: null, hiddenRows: "include" })).toMatchObject({ count: 12, all: 12 });
});
