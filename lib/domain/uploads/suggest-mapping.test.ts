import { describe, expect, it } from "vitest";
import { ACCOUNTS, CHOICES, SMS_ON } from "./check-test-data";
import { inspectTable, type InspectedTable } from "./inspect-table";
import type { UploadMapping } from "./mapping";
import { uploadMapping } from "./mapping";
import { canSkipMap, listMappingGaps, suggestMapping } from "./suggest-mapping";

const inspect = (lines: readonly string[]): InspectedTable & { sheet: null } => ({
  sheet: null,
  ...inspectTable({
    rows: lines.map((line, index) => ({ line: index + 1, cells: line.split("|").map((text) => ({ text })) })),
    accounts: CHOICES.accounts,
  }),
});
const PLAIN = inspect(["TN|Note", "9199991201|a"]);
const NONE = { remembered: null, defaults: null, choices: CHOICES };
const remember = (own: Partial<UploadMapping>): UploadMapping => ({ ...suggestMapping(PLAIN, NONE), ...own });

describe("suggestMapping", () => {
  it("starts with the guesses and asks for what the file does not say", () => {
    const mapping = suggestMapping(PLAIN, NONE);
    expect(uploadMapping.parse(mapping)).toEqual({
      sheet: null,
      headerLine: 1,
      columns: ["number", "note"],
      hiddenRows: "leave-out",
      ranges: "ask",
      defaults: { kind: null, accountId: null, params: {} },
    });
    expect(listMappingGaps(mapping)).toHaveLength(2);
    expect(canSkipMap(PLAIN, mapping)).toBe(false);
  });

  it("skips the map where the file and the way here leave nothing to choose", () => {
    expect(canSkipMap(PLAIN, suggestMapping(PLAIN, { ...NONE, defaults: SMS_ON }))).toBe(true);
    const own = inspect(["TN|Carrier account|Action", "9199991201|IntelePeer · Voice|SMS on"]);
    expect(canSkipMap(own, suggestMapping(own, NONE))).toBe(true);
    const two = inspect(["Contact Phone|TN", "7045550101|9199991201"]);
    expect(canSkipMap(two, suggestMapping(two, { ...NONE, defaults: SMS_ON }))).toBe(false);
    const no = inspect(["Name", "Ann"]);
    expect(listMappingGaps(suggestMapping(no, { ...NONE, defaults: SMS_ON }))).toEqual([
      "Choose the column of the numbers.",
    ]);
  });

  it("takes the only account that offers the kind, and never one of two", () => {
    const suggest = (kind: "sms-enable" | "import") =>
      suggestMapping(PLAIN, { ...NONE, defaults: { kind, accountId: null, params: {} } }).defaults.accountId;
    expect(suggest("sms-enable")).toBe(ACCOUNTS.intelepeer.id);
    expect(suggest("import")).toBeNull();
  });

  it("prefers what was chosen last under the same headings", () => {
    const remembered = remember({ columns: ["ignore", "number"], defaults: SMS_ON });
    expect(suggestMapping(PLAIN, { ...NONE, remembered })).toMatchObject({
      columns: ["ignore", "number"],
      defaults: SMS_ON,
    });
    const other = { kind: "sms-disable", accountId: ACCOUNTS.intelepeer.id, params: {} } as const;
    expect(suggestMapping(PLAIN, { ...NONE, remembered, defaults: other }).defaults).toEqual(other);
    const three = inspect(["TN|Note|City", "9199991201|a|b"]);
    expect(suggestMapping(three, { ...NONE, remembered }).columns).toEqual(["number", "note", "ignore"]);
  });

  it("carries over no account that is gone, and nothing that was chosen with it", () => {
    const gone = {
      kind: "import",
      accountId: "00000000-0000-4000-8000-00000000009f",
      params: { registerWith: "a-1" },
    } as const;
    const suggest = (defaults: UploadMapping["defaults"]) =>
      suggestMapping(PLAIN, { ...NONE, remembered: remember({ defaults }) }).defaults;
    expect(suggest(gone)).toEqual({ kind: null, accountId: null, params: {} });
    expect(suggest({ kind: "purchase", accountId: ACCOUNTS.east.id, params: {} })).toEqual({
      kind: null,
      accountId: ACCOUNTS.east.id,
      params: {},
    });
    const campaign = (campaignId: string) =>
      suggest({ kind: "campaign-assign", accountId: ACCOUNTS.inumbering.id, params: { campaignId } }).params;
    expect(campaign("CABC123")).toEqual({ campaignId: "CABC123" });
    expect(campaign("CENDED1")).toEqual({});
    expect(campaign("CGONE00")).toEqual({});
    const url = {
      kind: "webhook-set",
      accountId: ACCOUNTS.intelepeer.id,
      params: { url: "https://example.com" },
    } as const;
    expect(suggest(url)).toEqual(url);
  });

  it("takes the roles of an upload for its results file", () => {
    const results = inspect(["Fax|TN|Tandem row|Status|Code", "7045550101|9199991201|U7F3KQ2M-00001-?|Failed|12"]);
    const remembered = remember({ columns: ["number", "note"], defaults: SMS_ON });
    expect(suggestMapping(results, { ...NONE, remembered })).toMatchObject({
      columns: ["number", "note", "rowKey", "ignore", "ignore"],
      defaults: SMS_ON,
    });
  });

  it("keeps an answer only where its question is asked again", () => {
    const remembered = remember({ ranges: "expand", hiddenRows: "include" });
    expect(suggestMapping(PLAIN, { ...NONE, remembered })).toMatchObject({ ranges: "ask", hiddenRows: "leave-out" });
    const ranged = inspect(["TN|Note", "9199991200-9199991249|a"]);
    expect(suggestMapping(ranged, { ...NONE, remembered })).toMatchObject({
      ranges: "expand",
      hiddenRows: "leave-out",
    });
  });
});
