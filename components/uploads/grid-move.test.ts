import { expect, it } from "vitest";
import type { RowProblem } from "@/lib/domain/uploads/checked-row";
import { findProblemColumn, followRow, isTextKey, moveBy } from "./grid-move";

const place = { index: 5, seq: 6, column: 2 };
const grid = { columns: [0, 2, 5], total: 10, pageRows: 4, hasControl: false };

it("moves within the columns on screen and the rows of the filter", () => {
  expect(moveBy("ArrowRight", place, grid)).toEqual({ index: 5, column: 5 });
  expect(moveBy("ArrowRight", { ...place, column: 5 }, grid)).toEqual({ index: 5, column: 5 });
  expect(moveBy("ArrowUp", { ...place, index: 0 }, grid)).toEqual({ index: 0, column: 2 });
  expect(moveBy("PageDown", place, grid)).toEqual({ index: 9, column: 2 });
  expect(moveBy("End", place, { ...grid, hasControl: true })).toEqual({ index: 9, column: 5 });
  expect(moveBy("Tab", place, grid)).toBeNull();
});

const problem = (severity: RowProblem["severity"], column: number | null): RowProblem => ({
  code: "x",
  severity,
  column,
  message: "",
  repair: null,
});

it("starts at the error before the warning, and at none that is not on screen", () => {
  expect(findProblemColumn({ problems: [problem("warning", 0), problem("error", 2)] }, [0, 2])).toBe(2);
  expect(findProblemColumn({ problems: [problem("error", null), problem("warning", 0)] }, [0, 2])).toBe(0);
  expect(findProblemColumn({ problems: [problem("error", 7)] }, [0, 2])).toBeNull();
});

it("follows its row when others leave, and takes the next one when it left itself", () => {
  const loaded = [3, 6, 9].map((seq, index) => ({ row: { seq }, index }));
  expect(followRow(place, loaded, 3)).toBe(1);
  expect(followRow({ ...place, seq: 5 }, loaded, 3)).toBe(2);
  expect(followRow({ ...place, index: 1, seq: 5 }, loaded, 3)).toBe(1);
});

it("takes a typed character for typing, and no shortcut", () => {
  const key = (name: string, ctrlKey = false) => isTextKey({ key: name, ctrlKey, metaKey: false, altKey: false });
  expect([key("7"), key("é"), key("Enter"), key("z", true)]).toEqual([true, true, false, false]);
});
