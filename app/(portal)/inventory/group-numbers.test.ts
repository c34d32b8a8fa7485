import { expect, it } from "vitest";
import type { FoundNumber } from "@/lib/domain/inventory-search";
import { phoneNumber } from "@/lib/domain/phone-number";
import { groupNumbers } from "./group-numbers";

const place = { rateCenter: "X", city: null, lata: null, lataName: null, state: "NJ", held: null };
const rows = ["2013360001", "2013890001", "2013360002", "2013360009"].map((digits): FoundNumber => {
  return { number: phoneNumber.parse(`+1${digits}`), ...place };
});

it("puts each exchange's numbers under one head, in the order in which they are sorted", () => {
  const message = groupNumbers(rows, true).map((entry) =>
    entry.kind === "group" ? `${entry.exchange}: ${entry.rows.length}, run of ${entry.longestRun}` : entry.row.number,
  );
  expect(message).toEqual([
    "201336: 3, run of 2",
    "+12013360001",
    "+12013360002",
    "+12013360009",
    "201389: 1, run of 1",
    "+12013890001",
  ]);
});

it("leaves the numbers alone where no groups are wanted", () => {
  expect(groupNumbers(rows, false)).toEqual(rows.map((row) => ({ kind: "row", row })));
});
