import { expect, it } from "vitest";
import { ITEMS_TABLE, ORDERS_TABLE } from "@/lib/domain/order-tables";
import { listHeadings } from "@/lib/domain/table";
import { createRowCheck } from "@/lib/domain/uploads/check-row";
import { CHOICES } from "@/lib/domain/uploads/check-test-data";
import { inspectTable } from "@/lib/domain/uploads/inspect-table";
import { createWishReader } from "@/lib/domain/uploads/label-wish";
import { listMappingGaps, suggestMapping } from "@/lib/domain/uploads/suggest-mapping";
import { NUMBERS_TABLE } from "@/lib/services/numbers/numbers-table";

const inspect = (headings: readonly string[], cells: readonly string[]) =>
  inspectTable({
    rows: [headings, cells].map((texts, index) => ({ line: index + 1, cells: texts.map((text) => ({ text })) })),
  });

/** What only the kind that sets labels reads. */
const LABELS = ["customer", "tags"];

it("takes the numbers of our own exports, and nothing else of them for an order", () => {
  for (const table of [NUMBERS_TABLE, ITEMS_TABLE]) {
    const headings = listHeadings(table);
    // What a cell reports of the past reads like what is asked for: a number, an action, a campaign.
    const inspection = inspect(
      headings,
      headings.map((_, index) => ["9199991201", "SMS on", "CABC123", "7045550101"][index % 4] ?? ""),
    );
    expect(inspection.isCertain).toBe(true);
    expect(inspection.columns.map(({ role }) => role)).toEqual(
      headings.map((heading, index) => (index === 0 ? "number" : LABELS.includes(heading) ? heading : "ignore")),
    );
  }
});

it("brings customers and tags of the numbers list back, where a person asks for that", () => {
  const inspection = inspect(listHeadings(NUMBERS_TABLE), [
    "9199991201",
    "NJ",
    "HACKENSACK",
    "Acme Inc.",
    "vip; trial",
  ]);
  const defaults = { kind: "labels" as const, accountId: null, params: {} };
  const choices = { ...CHOICES, accounts: [] };
  const mapping = suggestMapping({ sheet: null, ...inspection }, { remembered: null, defaults, choices });
  expect(listMappingGaps(mapping)).toEqual([]);
  const cells = ["9199991201", "NJ", "HACKENSACK", "Acme Inc.", "vip; trial"];
  expect(createRowCheck(mapping, CHOICES)(cells.map((text) => ({ text })))).toMatchObject([
    { state: "ready", problems: [] },
  ]);
  expect(createWishReader(mapping)(cells)).toMatchObject({ customer: "Acme Inc.", add: ["vip", "trial"] });
});

it("finds no number in a list of orders", () => {
  const headings = listHeadings(ORDERS_TABLE);
  expect(
    inspect(
      headings,
      headings.map(() => "12"),
    ).isCertain,
  ).toBe(false);
});
