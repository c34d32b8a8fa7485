import { expect, it } from "vitest";
import { summarizeCustomers } from "./customer-counts";

it("names the first three customers of each kind, counts the others, and leaves out kinds without any", () => {
  const row = (key: string, id: string | null, count: number) => ({ key, id, name: id && `Name ${id}`, count });
  const found = summarizeCustomers([
    row("lost", "a", 9),
    row("lost", "b", 5),
    row("gone", "c", 4),
    row("lost", "d", 3),
    row("lost", "e", 2),
    row("lost", null, 80),
    row("other", null, 7),
  ]);
  expect([...found.keys()]).toEqual(["lost", "gone"]);
  expect(found.get("lost")?.customers.map(({ customer, count }) => [customer?.name, count])).toEqual([
    ["Name a", 9],
    ["Name b", 5],
    ["Name d", 3],
  ]);
  expect(found.get("lost")?.moreCustomers).toBe(2);
  expect(found.get("gone")).toEqual({
    customers: [{ customer: { id: "c", name: "Name c" }, count: 4 }],
    moreCustomers: 0,
  });
});
