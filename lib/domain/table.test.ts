import { expect, it } from "vitest";
import { ITEMS_TABLE, ORDERS_TABLE } from "./order-tables";
import { defineTable, listHeadings, listShown, type ShownColumn, toCells } from "./table";

type Toy = { name: string; count: number };
const TOYS = defineTable<Toy>()({
  name: { label: "Name", exports: { Name: ({ name }) => name } },
  count: {
    label: "Count",
    align: "right",
    exports: { Count: ({ count }) => count, Doubled: ({ count }) => 2 * count },
  },
  note: { label: "Note", isShown: false, exports: { Note: () => null } },
});

it("reads header, waiting table and export from one entry per column, in its order", () => {
  expect(listShown(TOYS)).toEqual(["name", "count"]);
  expect(listHeadings(TOYS)).toEqual(["Name", "Count", "Doubled", "Note"]);
  expect(toCells(TOYS, { name: "ball", count: 2 }, () => null)).toEqual(["ball", 2, 4, null]);
});

it("demands a cell for each shown column, and for no other", () => {
  const complete: Record<ShownColumn<typeof TOYS>, string> = { name: "", count: "" };
  // @ts-expect-error a shown column without its cell does not compile
  const missing: Record<ShownColumn<typeof TOYS>, string> = { name: "" };
  // @ts-expect-error nor does a cell for a column that is only exported
  const surplus: Record<ShownColumn<typeof TOYS>, string> = { name: "", count: "", note: "" };
  // @ts-expect-error nor a column without a label
  defineTable<Toy>()({ name: { exports: {} } });
  // @ts-expect-error nor an export of a field that the row does not have
  defineTable<Toy>()({ name: { label: "Name", exports: { Size: ({ size }) => size } } });
  expect([complete, missing, surplus]).toHaveLength(3);
});

it("gives every exported column a heading of its own, and the number first", () => {
  for (const table of [ORDERS_TABLE, ITEMS_TABLE]) {
    const headings = listHeadings(table);
    expect(new Set(headings).size).toBe(headings.length);
  }
  expect(listHeadings(ITEMS_TABLE)[0]).toBe("Number");
});
