import { describe, expect, it } from "vitest";
import { createRowCheck } from "./check-row";
import { CHOICES, SMS_ON, toMapping, toRowCells } from "./check-test-data";
import { decideLabels, type LabeledNumber } from "./decide-labels";
import { createWishReader, type LabelWish } from "./label-wish";
import { inspectTable } from "./inspect-table";
import { listMappingGaps } from "./suggest-mapping";
import { answerUploads } from "./upload-labels";

const COLUMNS = ["number", "customer", "tags", "untag", "note"] as const;
const LABELS = { kind: "labels", accountId: null, params: {} } as const;
const mapping = toMapping(COLUMNS, { defaults: LABELS });
const check = createRowCheck(mapping, CHOICES);
const row = (...texts: string[]) => check(toRowCells(["9199991200", ...texts]))[0];

describe("a row that sets labels", () => {
  it.each([
    [["acme  inc.", "VIP; main line|trial", "", "Hi"], "ready"],
    [["", "", "", ""], "ready"],
    [["n/a", "-", "", ""], "ready"],
    [["(clear)", "( CLEAR ), vip", "", ""], "ready"],
    [["Acme Ink", "", "", ""], "problem customer-unknown: Use Acme Inc."],
    [["Northwind", "", "", ""], "problem customer-unknown"],
    [["Zzz Holdings", "", "", ""], "problem customer-unknown"],
    [["Old Corp", "", "", ""], "problem customer-archived"],
    [["???!", "", "", ""], "problem customer-invalid"],
    [["None", "", "", ""], "problem customer-unclear: Take the customer away"],
    [["x".repeat(121), "", "", ""], "problem customer-invalid"],
    [["", "trail", "", ""], "ready tag-new: Use trial"],
    [["", "brand new", "", ""], "ready tag-new"],
    [["", "!!!", "", ""], "problem tag-invalid"],
    [["", Array.from({ length: 21 }, (_, n) => `t${n}`).join(), "", ""], "problem tags-too-many"],
    [["", "vip", "VIP", ""], "problem tag-both"],
    [["", "", "nothing such", ""], "ready tag-absent"],
    [["", "", "", "x".repeat(2_001)], "problem note-too-long"],
    [["", "", "", "(clear)"], "problem note-clear: Empty the cell"],
  ])("%j is %s", (texts, expected) => {
    const found = row(...texts);
    const [first] = found?.problems ?? [];
    const problem = first && ` ${first.code}${first.repair ? `: ${first.repair.label}` : ""}`;
    expect(`${found?.state ?? ""}${problem ?? ""}`).toBe(expected);
    expect(found?.target).toMatchObject({ kind: "labels", accountId: null });
    // A repair, applied and checked again, leaves no such problem.
    const cells = first?.repair?.cells;
    if (!first || !cells) return;
    const repaired = row(...texts.map((text, index) => cells[index + 1] ?? text));
    expect(repaired?.problems.map(({ code }) => code)).not.toContain(first.code);
  });

  it("is not held back by a customer where it asks for an order", () => {
    const order = createRowCheck(toMapping(["number", "customer"], { defaults: SMS_ON }), CHOICES);
    expect(order([{ text: "9199991200" }, { text: "Nobody", fault: "A formula without a result." }])).toMatchObject([
      { state: "ready", problems: [] },
    ]);
  });

  it("has the values for all rows where its own cells are empty", () => {
    const params = { customer: "(clear)", tags: "vip, trial", note: "For all", others: "yes" };
    const readWish = createWishReader(toMapping(COLUMNS, { defaults: { ...LABELS, params } }));
    expect(readWish(["9199991200", "Acme Inc.", "", "old", ""])).toEqual({
      customer: "Acme Inc.",
      isTagsCleared: false,
      add: ["vip", "trial"],
      remove: ["old"],
      note: "For all",
    });
    expect(readWish(["9199991200", "", "", "", "'=SUM(A1)"])).toMatchObject({ customer: null, note: "=SUM(A1)" });
  });
});

describe("what is changed", () => {
  const acme = { id: "1", name: "Acme Inc." };
  const known: LabeledNumber = {
    isOurs: true,
    customer: acme,
    tags: new Map([["vip", { id: "t1", name: "vip" }]]),
    notes: ["Front desk"],
  };
  const customers = new Map([
    ["acme inc.", { ...acme, isArchived: false }],
    ["beta", { id: "2", name: "Beta", isArchived: false }],
    ["old", { id: "3", name: "Old", isArchived: true }],
  ]);
  const wish = (own: Partial<LabelWish>): LabelWish => ({
    isTagsCleared: false,
    add: [],
    remove: [],
    note: null,
    ...own,
  });

  it.each<[Partial<LabelWish>, string]>([
    [{}, "same same-labels It has all of this already."],
    [
      { customer: "ACME inc.", add: ["VIP"], remove: ["none"], note: "Front desk" },
      "same same-labels It has all of this already.",
    ],
    [
      { customer: "Beta", add: ["a", "b"], remove: ["vip"], note: "x" },
      "change customer-replaced Customer Beta instead of Acme Inc.; tags a, b added; tag vip taken off; note added",
    ],
    [{ customer: null }, "change customer-cleared Customer Acme Inc. taken away"],
    [{ isTagsCleared: true, add: ["new"] }, "change tags-changed Tag new added; tag vip taken off"],
    [{ note: "y" }, "change note-added Note added"],
    [{ customer: "Old" }, "fail customer-archived Restore it on its page first."],
    [
      { add: Array.from({ length: 20 }, (_, n) => `t${n}`) },
      "fail too-many-tags A number has at most 20 tags. Take some off first.",
    ],
    [
      { customer: "Gone" },
      "fail customer-gone It was renamed or deleted since the check. Correct the name on the check.",
    ],
  ])("by %j", (own, expected) => {
    const { outcome, code, message } = decideLabels(wish(own), known, { customers, allowsOthers: false });
    expect(`${outcome} ${code} ${message}`).toBe(expected);
  });

  it("is nothing of a number that is not ours, unless others are allowed", () => {
    const decide = (allowsOthers: boolean) => decideLabels(wish({ note: "x" }), null, { customers, allowsOthers }).code;
    expect([decide(false), decide(true)]).toEqual(["number-not-ours", "note-added"]);
  });
});

it("columns of customers and tags are recognized, and change nothing of what is acted on", () => {
  const rolesOf = (heading: string, text: string) =>
    inspectTable({
      rows: [
        ["TN", heading],
        ["9199991201", text],
      ].map((cells, index) => ({
        line: index + 1,
        cells: cells.map((cell) => ({ text: cell })),
      })),
      accounts: CHOICES.accounts,
    }).columns.map(({ role, confidence }) => `${role} ${confidence}`)[1];
  expect(rolesOf("Client", "Acme")).toBe("customer certain");
  expect(rolesOf("Account name", "Acme")).toBe("customer likely");
  expect(rolesOf("Account name", "IntelePeer · Voice")).toBe("account certain");
  expect(rolesOf("Labels", "vip")).toBe("tags certain");
  expect(rolesOf("Tags to remove", "vip")).toBe("untag certain");
  expect(rolesOf("Customer ID", "4711")).toBe("ignore certain");
  // A place with a number of its own is not an account's site, unless it has that number.
  expect(rolesOf("Site", "104")).toBe("ignore open");
  expect(rolesOf("Site", "1201")).toBe("site certain");
  expect(rolesOf("Site", "Chicago")).toBe("ignore certain");
  expect(rolesOf("Site ID", "104")).toBe("site certain");
  const gaps = (columns: readonly ("number" | "customer" | "action")[], params = {}) =>
    listMappingGaps(toMapping(columns, { defaults: { ...LABELS, params } })).length;
  expect([gaps(["number"]), gaps(["number", "customer"]), gaps(["number"], { note: "x" })]).toEqual([1, 0, 0]);
});

it("the list of uploads says what waits for a person", () => {
  const none = { toMap: 0, toFix: 0, rowsToFix: 0, toSubmit: 0, moving: 0 };
  expect(answerUploads(none)).toBe("No upload needs you");
  expect(answerUploads({ ...none, moving: 1 })).toBe("1 upload is being worked on");
  expect(answerUploads({ ...none, toMap: 1, toFix: 1, rowsToFix: 1_200, toSubmit: 1 })).toBe(
    "3 uploads need you: 1,200 rows to fix, 1 to map, 1 ready to submit",
  );
});
