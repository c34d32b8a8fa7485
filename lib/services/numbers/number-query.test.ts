import { describe, expect, it } from "vitest";
import { numberQuery, readNumberSearch } from "./number-query";

describe("the address of the numbers table", () => {
  it("reads every filter", () => {
    const query = numberQuery.parse({
      q: " 201-555 ",
      sms: "provisioned",
      state: "nj",
      rateCenter: "Jersey City",
      sort: "-added",
    });
    expect(query).toMatchObject({
      q: "201-555",
      sms: "provisioned",
      state: "NJ",
      rateCenter: "JERSEY CITY",
      sort: "-added",
    });
  });

  it("takes what cannot be read as absent, and never throws", () => {
    const query = numberQuery.parse({
      sms: "sideways",
      state: "New Jersey",
      npa: "20",
      lata: "x",
      sort: "'; DROP",
      q: "",
    });
    expect(query).toEqual(numberQuery.parse({}));
    expect(query.sort).toBe("number");
  });
});

describe("what a search text asks for", () => {
  it.each([
    ["(201) 555-0123", { by: "exact", digits: "2015550123" }],
    ["+1 201 555 0123", { by: "exact", digits: "2015550123" }],
    ["12015550123", { by: "exact", digits: "2015550123" }],
    ["201", { by: "digits", digits: "201" }],
    ["+1201", { by: "digits", digits: "201" }],
    ["201-555", { by: "digits", digits: "201555" }],
    ["20", { by: "prefix", digits: "20" }],
    ["0123", { by: "digits", digits: "0123" }],
    ["Denver", { by: "nothing" }],
    ["2015550123456", { by: "nothing" }],
  ])("%s", (typed, expected) => {
    expect(readNumberSearch(typed)).toEqual(expected);
  });
});
