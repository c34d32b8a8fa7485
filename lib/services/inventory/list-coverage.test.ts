import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { coverageQuery } from "@/lib/domain/coverage-query";
import { createTestWorld } from "@/lib/test/world";
import { listCoverageRows, toCoverageCsv, toCoverageXlsx } from "./export-coverage";
import { listCoverage } from "./list-coverage";

const world = await createTestWorld();
const accountId = world.accountOf("inumbering");

beforeAll(async () => {
  await world.setRate("inumbering", 1_000);
});
afterAll(() => world.close());

const list = (params: Record<string, string>) =>
  listCoverage(world.ctx, { accountId, query: coverageQuery.parse(params) });

it("shows the states, most numbers first, and says how many there are in all", async () => {
  const { places, total } = await list({});
  expect(total.places).toBeGreaterThan(45);
  expect(total.numbers).toBeGreaterThan(2_000_000);
  const counts = places.map((place) => place.count);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
});

it("counts the same numbers at every level of one area code", async () => {
  const [states, centers, exchanges, blocks] = await Promise.all(
    ["state", "rateCenter", "npaNxx", "block"].map((by) => list({ by, npa: "201" })),
  );
  const sums = [states, centers, exchanges, blocks].map((one) => one?.total.numbers);
  expect(new Set(sums).size).toBe(1);
  expect(states?.places[0]?.state).toBe("NJ");
  expect(blocks?.total.places).toBeGreaterThan(exchanges?.total.places ?? Infinity);
});

it("applies all conditions, of which the carrier takes only one", async () => {
  const { places } = await list({ by: "npaNxx", npa: "201", rateCenter: "hackensack", state: "NJ" });
  expect(places.length).toBeGreaterThan(0);
  expect(places.every((place) => place.npa === "201" && place.rateCenter === "HACKENSACK")).toBe(true);
  expect((await list({ by: "npaNxx", npa: "201", state: "TX" })).total.places).toBe(0);
});

it("says which condition the carrier was given, and which were applied here", async () => {
  const { asked, applied, places } = await list({ by: "block", npa: "201", nxx: "336", state: "NJ" });
  expect([asked, applied]).toEqual(["npa", ["state", "nxx"]]);
  expect(places.length).toBeGreaterThan(0);
  expect(places.every((place) => place.npa === "201" && place.nxx === "336" && place.block !== null)).toBe(true);
  expect(await list({ state: "NJ" })).toMatchObject({ asked: "state", applied: [] });
  expect(await list({})).toMatchObject({ asked: null, applied: [] });
});

it("exports every place that fits, not one page, as CSV and as a workbook with texts for codes", async () => {
  const query = coverageQuery.parse({ by: "npaNxx", state: "NJ", sort: "place", after: "100" });
  const rows = await listCoverageRows(world.ctx, { accountId, query });
  expect(rows.length).toBe((await list({ by: "npaNxx", state: "NJ" })).total.places);
  const [head, first] = toCoverageCsv(rows).split("\r\n");
  expect(head).toBe("\uFEFFState,Rate center,LATA,LATA name,NPA,NXX,Block,Numbers on offer");
  expect(first).toMatch(/^NJ,[A-Z]+,224,North Jersey,201,\d{3},,\d+$/);
  const sheet = await readXlsxFile(Buffer.from(await toCoverageXlsx(rows)));
  const cells = sheet[0]?.data ?? [];
  expect(cells).toHaveLength(rows.length + 1);
  expect(cells[1]?.slice(0, 6)).toEqual(rows[0]?.slice(0, 6));
  expect(cells[1]?.[4]).toBe("201");
  expect(cells[1]?.[7]).toBe(rows[0]?.[7]);
});

it("pages and sorts by place", async () => {
  const all = await list({ by: "npaNxx", state: "NJ", sort: "place" });
  const next = await list({ by: "npaNxx", state: "NJ", sort: "place", after: "100" });
  const names = [...all.places, ...next.places].map((place) => `${place.npa}${place.nxx}`);
  expect(names).toEqual(names.toSorted());
  expect(new Set(names).size).toBe(names.length);
  const back = await list({ by: "npaNxx", state: "NJ", sort: "place", before: "100" });
  expect(back.places).toEqual(all.places);
});

it("asks for a condition before it lists blocks, and survives a mangled address", async () => {
  await expect(list({ by: "block" })).rejects.toThrow(/Choose a state/);
  const query = coverageQuery.parse({ by: "moon", npa: "20", lata: "x", state: "ZZ", sort: "?", after: "-3" });
  expect(query).toEqual({ by: "state", sort: "-count", after: 0 });
});
