import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CATALOG, describeBandwidthError } from "./errors";

type Row = { family: string; code: string; text: string };

/** The published table with Bandwidth's placeholders filled in. */
const rows: Row[] = readFileSync(path.join(import.meta.dirname, "data/published-errors.tsv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [family = "", code = "", text = ""] = line.split("\t");
    return { family, code, text: text.replaceAll("%s", "TollFree X").replaceAll("%d", "5000") };
  });

const WHOLE_FAMILIES = ["ExternalTnsErrorType", "Import Number Checker API Call errors", "SmsErrorType"];
/** From families that serve many kinds of orders: the codes that an external-number order can get. */
const CODES: Record<string, string> = {
  OrderErrorType: `5000 5001 5003 5008 5012 5013 5016 5020 5021 5022 5023 5051 5052 5070 5071 5072 5073 5074 5076 5077 5078 5086 5090
    5093 5094 5095 5114 5124 5125 5126 5127 5128 5130 5145 5157 5158 5159 5160 5161 5162 5163 5165 5166 5181 5210 5211 5212 5213 5214
    5216 5226 5257`,
  AccountErrorType: "4000 4012 4013 4014 4017 4018 4022 4023 4024 4025",
  SystemError: "1000 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 1011 1012 1013 1014 1015 1016 1019",
};
/** Codes used twice in one family: only these texts. */
const TEXTS: [code: string, text: RegExp][] = [
  ["5002", /^Validation error|area code of|not valid for ordering|^The Nxx/i],
  ["5218", /already processing/],
  ["5224", /External telephone numbers/],
];

const isMet = ({ family, code, text }: Row) =>
  WHOLE_FAMILIES.includes(family) ||
  (CODES[family]?.split(/\s+/).includes(code) ?? false) ||
  (family === "OrderErrorType" && TEXTS.some(([known, pattern]) => known === code && pattern.test(text)));

describe("the catalog of Bandwidth's errors", () => {
  it("covers every published code that an import of external numbers can get", () => {
    const met = rows.filter(isMet);
    const missing = met.filter(({ code, text }) => describeBandwidthError(code, text) === null);
    expect(missing).toEqual([]);
    expect(met).toHaveLength(128);
    expect(rows).toHaveLength(571);
  });

  it("covers the codes shown only in examples, and the messaging API's", () => {
    const pairs = [
      ["7201", "2015550123 is not a valid NANPA telephone number."],
      ["7309", "The site id is invalid."],
      ["7312", "The sippeer id is invalid."],
      ["7518", "Telephone Number Not Active."],
      ["5081", "Action is absent or invalid. Possible values: import, remove"],
      ["13552", "Telephone numbers already exist."],
      ["1001", "Access Denied "],
      ["401", "The carrier responded with HTTP 401."],
      ...`validation-error blank-property callback-invalid-url message-delay-limit user-access-denied number-access-denied
        no-allocated-number message-rate-limit message-rate-limit-overall message-rate-limit-per-tn multi-message-limit
        insufficient-available-balance application-access-denied restricted-number message-from-toll-free application-not-found
        number-not-found message-not-found user-not-found resource-not-found duplicate-number duplicate-application
        number-update-conflict rate-limit-reached gateway-unavailable number-allocator-timeout no-application-for-number`
        .split(/\s+/)
        .map((code) => [code, "Any text."]),
    ];
    for (const [code = "", text = ""] of pairs) expect(describeBandwidthError(code, text), code).not.toBeNull();
  });

  it("has no entry without text, and no two entries with different meanings for the same pair", () => {
    for (const { meaning, action, codes } of CATALOG) {
      expect(meaning.trim(), codes.join()).toMatch(/\.$/);
      expect(action.trim(), codes.join()).toMatch(/\.$/);
    }
    for (const { code, text } of rows.filter(isMet)) {
      const fitting = CATALOG.filter((one) => one.codes.includes(code) && one.text.test(text));
      expect(new Set(fitting.map(({ meaning }) => meaning)).size, `${code} ${text}`).toBe(1);
    }
  });

  it("does not explain an unknown pair", () => {
    expect(describeBandwidthError("25060", "Something new")).toBeNull();
    expect(describeBandwidthError("13552", "Termination IP 1.2.3.4:5060 is already in use.")).toBeNull();
    expect(describeBandwidthError("99999", "Telephone numbers already exist.")).toBeNull();
  });
});
