import { describe, expect, it } from "vitest";
import { findLatas, findState, isNeighbor, lataName, LATAS, npasOfState, statesOfNpa, US_STATES } from "./geography";
import { findExchange, findLocalities, listLocalityNames, mainLataOfNpa } from "./geography-exchanges";
import table from "./geography-exchanges.json";
import { checkSearchCombination } from "./geography-search";

describe("states and area codes", () => {
  it("are each other's inverse", () => {
    expect(US_STATES.length).toBe(56);
    for (const { code, name } of US_STATES) {
      expect(npasOfState(code).length, name).toBeGreaterThan(0);
      for (const npa of npasOfState(name)) expect(statesOfNpa(npa)).toEqual([code]);
    }
    expect(statesOfNpa("416")).toEqual([]);
    expect(statesOfNpa("800")).toEqual([]);
    expect(npasOfState("Atlantis")).toEqual([]);
  });

  it("finds a state by code or name", () => {
    expect(findState(" nj ")).toEqual({ code: "NJ", name: "New Jersey" });
    expect(findState("district of columbia")?.code).toBe("DC");
    expect(findState("ZZ")).toBeNull();
  });

  it("knows neighbors both ways", () => {
    for (const { code: one } of US_STATES) {
      for (const { code: other } of US_STATES) expect(isNeighbor(one, other), one + other).toBe(isNeighbor(other, one));
    }
    expect(isNeighbor("NJ", "NY")).toBe(true);
    expect(isNeighbor("NJ", "CA")).toBe(false);
  });
});

describe("LATAs", () => {
  it("have unique numbers, names and states", () => {
    expect(new Set(LATAS.map(({ lata }) => lata)).size).toBe(LATAS.length);
    for (const { lata, name, states } of LATAS) {
      expect(lata).toMatch(/^\d{3}$/);
      expect(name).not.toBe("");
      expect(states.length, lata).toBeGreaterThan(0);
    }
    expect(lataName(224)).toBe("North Jersey");
    expect(lataName("999")).toBeNull();
  });

  it.each([
    ["224", "224"],
    ["22", "220"],
    ["north jersey", "224"],
    ["Jersey", "224"],
    ["coeur d'alene", "960"],
    ["St. Louis", "520"],
    ["HI", "834"],
    ["charleston sc", "436"],
  ])("are found by %s", (text, first) => {
    expect(findLatas(text)[0]?.lata).toBe(first);
  });

  it("are all offered for a blank text and none for nonsense", () => {
    expect(findLatas(" ")).toHaveLength(LATAS.length);
    expect(findLatas("qqq")).toEqual([]);
  });
});

describe("exchanges", () => {
  it("are found with town, state and LATA", () => {
    expect(findExchange("201", "336")).toEqual({
      npa: "201",
      nxx: "336",
      locality: "Hackensack",
      state: "NJ",
      lata: "224",
    });
    expect(findExchange("201", "343")?.locality).toBe("Hackensack");
    expect(findExchange("201", "631")).toMatchObject({ locality: "New York", state: "NY" });
    expect(findExchange("201", "201")).toBeNull();
    expect(findExchange("800", "234")).toBeNull();
    expect(findExchange("201", "")).toBeNull();
  });

  it("name a known LATA and agree with the area codes' states", () => {
    const unknown = Object.keys(table.areaCodes).filter((npa) => {
      expect(lataName(mainLataOfNpa(npa) ?? ""), npa).not.toBeNull();
      const states = listLocalityNames({ npa, state: statesOfNpa(npa)[0] });
      return states.length === 0;
    });
    expect(unknown).toEqual([]);
  });

  it("list towns for type-ahead", () => {
    expect(listLocalityNames({ npa: "201" })).toContain("Hackensack");
    expect(listLocalityNames({ state: "NJ" })).toContain("Atlantic City");
    expect(listLocalityNames({ npa: "201", state: "CA" })).toEqual([]);
    expect(findLocalities("HACKENSACK").map(({ state }) => state)).toContain("NJ");
  });
});

describe("checkSearchCombination", () => {
  it.each([
    [{}],
    [{ npa: "201", state: "NJ", lata: 224, rateCenter: "HACKENSACK" }],
    [{ npa: "", state: null, lata: "", rateCenter: " " }],
    [{ npa: "800", state: "NJ" }],
    [{ state: "New Jersey", rateCenter: "NO SUCH PLACE" }],
    [{ npa: "312", lata: "358" }],
  ])("finds nothing against %j", (search) => {
    expect(checkSearchCombination(search)).toEqual([]);
  });

  it.each([
    [{ npa: "201", state: "CA" }, "impossible", ["npa", "state"]],
    [{ state: "NJ", lata: "730" }, "impossible", ["lata", "state"]],
    [{ npa: "212", lata: 730 }, "impossible", ["lata", "npa"]],
    [{ state: "NY", lata: "224" }, "unlikely", ["lata", "state"]],
    [{ lata: "999" }, "unlikely", ["lata"]],
    [{ lata: "22" }, "impossible", ["lata"]],
    [{ state: "ZZ" }, "impossible", ["state"]],
    [{ state: "CA", rateCenter: "HACKENSACK" }, "unlikely", ["rateCenter", "state"]],
    [{ npa: "213", rateCenter: "Hackensack" }, "unlikely", ["rateCenter", "npa"]],
  ])("warns about %j", (search, severity, fields) => {
    expect(checkSearchCombination(search)).toEqual([{ severity, fields, message: expect.any(String) }]);
  });

  it("returns a readable message", () => {
    expect(checkSearchCombination({ npa: "201", state: "CA" })[0]?.message).toBe(
      "Area code 201 is in NJ, not in California. Change one of the two.",
    );
  });
});
