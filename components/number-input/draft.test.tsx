import { expect, it } from "vitest";
import { growthOf, leastOf } from "@/lib/test/least-of";
import { changeRows, checkDraft, type NumberDraft, writeDraft } from "./draft";

const draft: NumberDraft = {
  text: "Phone\n(201) 555-0123, 201-555-012\r\n2015550123\n911",
  files: [
    {
      id: "f",
      name: "list.csv",
      notices: [],
      loss: null,
      entries: [
        { line: 2, column: 1, original: "+1 201 555 0123" },
        { line: 3, column: 1, original: "3035550000" },
        { line: 4, column: 1, original: "nonsense" },
      ],
    },
  ],
};

it("judges box and files as one list whose counts add up", () => {
  const { counts, valid, rows } = checkDraft(draft, 100);
  expect(counts).toEqual({ total: 7, valid: 2, invalid: 3, duplicate: 2 });
  expect(valid).toEqual(["+12015550123", "+13035550000"]);
  expect(rows.map((row) => row.fileId)).toEqual([null, null, null, null, "f", "f", "f"]);
});

it("corrects a row in the text box, and changes nothing else", () => {
  const { rows } = checkDraft(draft, 100);
  const broken = rows[1];
  if (!broken) throw new Error("no second row");
  const changed = changeRows(draft, [{ row: broken, to: "201-555-0124" }]);
  expect(changed.text).toBe("Phone\n(201) 555-0123, 201-555-0124\r\n2015550123\n911");
  expect(checkDraft(changed, 100).counts).toEqual({ total: 7, valid: 3, invalid: 2, duplicate: 2 });
});

it("takes several rows out at once, of the box and of the file", () => {
  const { rows } = checkDraft(draft, 100);
  const bad = rows.filter((row) => row.outcome !== "valid").map((row) => ({ row, to: null }));
  const rest = checkDraft(changeRows(draft, bad), 100);
  expect(rest.counts).toEqual({ total: 2, valid: 2, invalid: 0, duplicate: 0 });
});

it("forgets a file whose last row was taken out", () => {
  const { rows } = checkDraft(draft, 100);
  const own = rows.filter((row) => row.fileId === "f").map((row) => ({ row, to: null }));
  expect(changeRows(draft, own).files).toEqual([]);
});

it("takes at most so many rows, and says what was left out", () => {
  const { counts, losses } = checkDraft(draft, 5);
  expect(counts.total).toBe(5);
  expect(losses.join(" ")).toContain("only the first 1 of its 3 rows");
});

it("takes ten times as long for ten times as many rows, not a hundred times", async () => {
  const check = (count: number) => {
    const text = Array.from({ length: count }, (_, n) => `(201) 555-${String(n).padStart(4, "0")}`).join("\n");
    expect(checkDraft({ text, files: [] }, count).counts.valid).toBe(count);
  };
  expect(await leastOf(40, () => growthOf(check, 1_000))).toBeLessThan(40);
});

it("writes box and files as one list, with nothing left out", () => {
  expect(writeDraft(draft)).toBe(`${draft.text}\n+1 201 555 0123\n3035550000\nnonsense`);
  expect(writeDraft({ text: "", files: [] })).toBe("");
});
