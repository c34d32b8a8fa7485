import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { readNumberFile } from "./read-number-file";

/** What the forms for a few numbers get from files that others got wrong, and from further ones of each kind. */
async function read(bytes: Uint8Array, name = "numbers.csv") {
  const answer = await readNumberFile({ name, bytes, maxRows: 10_000 });
  if (!answer.ok) throw new Error(answer.message);
  const rows = answer.file.entries.map(({ original, fault }) => {
    const parsed = parsePhoneNumber(original);
    return fault ?? (parsed.ok ? parsed.number : parsed.code);
  });
  return { rows, notices: answer.file.notices };
}
const readText = (text: string) => read(Buffer.from(text));
const readFixture = (name: string) => read(readFileSync(path.join(import.meta.dirname, "fixtures", name)), name);
const TWO = ["+19199991201", "+19199991202"];

describe("a file of numbers in a form", () => {
  it("has its titles and notes left out, which is said", async () => {
    const { rows, notices } = await readFixture("title-notes.csv");
    expect(rows).toEqual(TWO);
    expect(notices).toEqual(["1 row above the header was left out.", "Numbers were taken from “TN”."]);
  });

  it("gives the number that is acted on, and names the contact's column", async () => {
    const { rows, notices } = await readFixture("contact-first.csv");
    expect(rows).toEqual(TWO);
    expect(notices.join(" ")).toContain("Contact Phone");
  });

  it.each(["44,2079460123\n1,9199991201", "UK,2079460123\nUS,9199991201"])(
    "has its country code read: %j",
    async (body) => {
      const { rows } = await readText(`Country Code,Phone\n${body}`);
      expect(rows).toEqual([expect.stringContaining("Only numbers of country code 1"), "+19199991201"]);
    },
  );

  it.each([
    "NPA,NXX,LINE\n919,999,1201\n919,999,1202",
    "Area Code;Number\n919;9991201\n919;999-1202",
    "Name,Phone\nAnn,919-999-1201 (Mobile)\nBob,919-999-1202",
    "Name,Phone\nAnn,Call 919-999-1201<tel:919-999-1201>\nBob,(919) 999-1202",
  ])("has its numbers put together as in an upload: %j", async (text) => {
    expect((await readText(text)).rows).toEqual(TWO);
  });

  it.each([
    "First TN,Last TN\n9199991200,9199991249",
    "start;end;qty\n9199991200;9199991249;50",
    "Customer,TN\nAcme,919-999-1200 - 919-999-1249",
    "Customer,TN\nAcme,Range 919-999-1200 to 919-999-1249",
  ])("has no range taken for its ends: %j", async (text) => {
    expect((await readText(text)).rows).toEqual(["range"]);
  });

  it("keeps digits that a spreadsheet destroyed out, and formulas without a result in sight", async () => {
    const { rows } = await readFixture("sciText.xlsx");
    expect(rows).toEqual(["excel-lost-digits", "excel-lost-digits", "excel-lost-digits", "+17045562001"]);
    expect((await readFixture("formula-nocache.xlsx")).rows).toContainEqual(expect.stringContaining("formula"));
  });
});
