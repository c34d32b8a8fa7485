import { expect, it } from "vitest";
import { describeLimits, explainContent } from "./content-limits";

it("accepts what the limits allow, and says why of everything else", () => {
  expect(explainContent({ name: "a.csv", bytes: 200_000_000 })).toBeNull();
  expect(explainContent({ name: "a.xlsx", bytes: 25_000_000 })).toBeNull();
  expect(explainContent({ name: "a.csv", bytes: 201_000_000 })).toBe(
    "“a.csv” has 201 MB; the limit is 200 MB. Split it.",
  );
  expect(explainContent({ name: "A.XLSX", bytes: 26_000_000 })).toContain("Save it as CSV");
  expect(explainContent({ name: "a.csv", bytes: 0 })).toBe("“a.csv” is empty.");
  expect(explainContent({ name: "old.xls", bytes: 10 })).toContain("Save it as XLSX or CSV");
});

it("names the limits before a file is chosen", () => {
  expect(describeLimits()).toBe(
    "CSV, TSV or TXT up to 1,000,000 rows and 200 MB; XLSX up to 100,000 rows and 25 MB; 200 columns.",
  );
});
