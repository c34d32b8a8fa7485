import { expect, it } from "vitest";
import { findRuns, inventorySearch } from "./inventory-search";
import { phoneNumber } from "./phone-number";

const accountId = "01890000-0000-7000-8000-000000000000";
const number = (last: number) => phoneNumber.parse(`+1201555${String(last).padStart(4, "0")}`);

it("finds runs without gaps, longest first, in any input order and with duplicates", () => {
  const runs = findRuns([5, 1, 9, 2, 4, 3, 8, 3].map(number));
  expect(runs.map((run) => run.map((one) => Number(one.slice(-4))))).toEqual([
    [1, 2, 3, 4, 5],
    [8, 9],
  ]);
});

it("treats blank fields as absent and normalizes spellings", () => {
  const base = {
    accountId,
    mask: "201xxxxxxx",
    quantity: "40",
    state: " new jersey ",
    rateCenter: "hackensack",
    lata: "",
  };
  expect(inventorySearch.parse(base)).toEqual({
    accountId,
    mask: "201xxxxxxx",
    quantity: 40,
    state: "NJ",
    rateCenter: "HACKENSACK",
    lata: undefined,
  });
});

it.each([{ quantity: "0" }, { quantity: "1001" }, { state: "XX" }, { lata: "22" }, { mask: "111xxxxxxx" }])(
  "refuses %j",
  (part) => {
    const whole = { accountId, mask: "201xxxxxxx", quantity: "1", ...part };
    expect(inventorySearch.safeParse(whole).success).toBe(false);
  },
);
