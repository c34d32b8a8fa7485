import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkMaskDraft, findNpaOfMask, formatMask, mask, matchesMask, parseMask } from "./mask";
import { parsePhoneNumber, phoneNumber } from "./phone-number";

const cell = fc.constantFrom(..."0123456789xxxxxxxxxx".split(""));
const tenCells = fc.array(cell, { minLength: 10, maxLength: 10 }).map((cells) => cells.join(""));

describe("parseMask", () => {
  it.each([
    ["201xxxxxxx", "201xxxxxxx"],
    ["201-555-xxxx", "201555xxxx"],
    ["(201) xxx-xxxx", "201xxxxxxx"],
    ["(201)\u00a0XXX\u2013XXXX", "201xxxxxxx"],
    ["+1 201 555 xxxx", "201555xxxx"],
    ["1-201-555-xxxx", "201555xxxx"],
    ["20?***12_#", "20xxxx12xx"],
    ["xxxxxxxxxx", "xxxxxxxxxx"],
    ["８００211xxxx", "800211xxxx"],
  ])("reads %s", (text, expected) => {
    expect(parseMask(text)).toEqual({ ok: true, mask: expected });
  });

  it.each([
    ["", "empty", 1],
    ["201", "too-short", 4],
    ["201xxxxxxxx", "too-long", null],
    ["201-55a-xxxx", "bad-character", 6],
    ["101xxxxxxx", "bad-area-code", 1],
    ["x9xxxxxxxx", "bad-area-code", 2],
    ["211xxxxxxx", "bad-area-code", 3],
    ["37xxxxxxxx", "bad-area-code", 3],
    ["555xxxxxxx", "bad-area-code", 3],
    ["2010xxxxxx", "bad-exchange", 4],
    ["201911xxxx", "bad-exchange", 6],
  ])("rejects %j as %s at cell %j", (text, code, position) => {
    expect(parseMask(text)).toMatchObject({ ok: false, code, position, message: expect.any(String) });
  });

  it("fills a short mask only on request", () => {
    expect(parseMask("201", { padShort: true })).toEqual({ ok: true, mask: "201xxxxxxx" });
    expect(parseMask("(201) 55", { padShort: true })).toEqual({ ok: true, mask: "20155xxxxx" });
    expect(parseMask("", { padShort: true })).toMatchObject({ ok: false, code: "empty" });
  });

  it("parses what it formats", () => {
    fc.assert(
      fc.property(tenCells, (cells) => {
        const parsed = parseMask(cells);
        if (!parsed.ok) return mask.safeParse(cells).success === false;
        expect(parseMask(formatMask(parsed.mask))).toEqual(parsed);
        return true;
      }),
    );
  });

  it("never rejects a mask that a valid number matches", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 10, maxLength: 10 });
    const holes = fc.array(fc.boolean(), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(digits, holes, (all, open) => {
        const number = parsePhoneNumber(all.join(""));
        fc.pre(number.ok);
        if (!number.ok) return;
        const parsed = parseMask(all.map((digit, index) => (open[index] ? "x" : digit)).join(""));
        expect(parsed.ok && matchesMask(parsed.mask, number.number)).toBe(true);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseMask(text).ok === "boolean"));
  });
});

describe("checkMaskDraft", () => {
  it("accepts every prefix of a valid mask and rejects an invalid one at the first wrong cell", () => {
    const good = "(201) 555-01xx";
    for (let size = 0; size <= good.length; size += 1) {
      expect(checkMaskDraft(good.slice(0, size)).fault, good.slice(0, size)).toBeNull();
    }
    expect(checkMaskDraft("1-20")).toEqual({ cells: "20", missing: 8, fault: null });
    expect(checkMaskDraft("91").fault).toBeNull();
    expect(checkMaskDraft("911").fault).toMatchObject({ code: "bad-area-code", position: 3 });
    expect(checkMaskDraft("201 91").missing).toBe(5);
  });
});

describe("matchesMask", () => {
  it("compares cell by cell", () => {
    const number = phoneNumber.parse("+12015550123");
    expect(matchesMask(mask.parse("201xxx0123"), number)).toBe(true);
    expect(matchesMask(mask.parse("201xxx0124"), number)).toBe(false);
    expect(findNpaOfMask(mask.parse("201xxx0124"))).toBe("201");
    expect(findNpaOfMask(mask.parse("20xxxx0124"))).toBeNull();
  });
});
