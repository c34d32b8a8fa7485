import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderItemQuery, orderQuery, type OrderQuery } from "@/lib/domain/order-query";
import { writeCsv } from "@/lib/services/exports/write-csv";
import { placeItems, setItems, storeDispatch, testNumbers } from "@/lib/test/order-items";
import { createTestWorld } from "@/lib/test/world";
import { exportOrders } from "./export-orders";
import { getOrder } from "./get-order";
import { getOrdersPage } from "./get-orders-page";
import { listOrders, ORDERS_PER_PAGE } from "./list-orders";

const query = (search: Record<string, string | string[]> = {}): OrderQuery => orderQuery.parse(search);
const collect = async (chunks: AsyncIterable<string>) => {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
};

const world = await createTestWorld();
afterAll(() => world.close());

describe("the address", () => {
  it("falls back to defaults field by field when it is mangled", () => {
    expect(
      query({ kind: "nonsense", status: ["COMPLETE", "FAILED"], account: "1", from: "2026-13-40", after: "x" }),
    ).toEqual({
      status: "COMPLETE",
    });
    expect(orderItemQuery.parse({ state: "gone", cause: "'; DROP TABLE", after: "-1", number: "  " })).toEqual({});
  });
});

describe("the ledger", () => {
  const ids: string[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 130; n += 1)
      ids.push(await placeItems(world, testNumbers(2, n * 2), n % 2 === 0 ? "sms-enable" : "sms-disable"));
  });

  it("pages forwards and back again through every order once", async () => {
    const seen: string[] = [];
    const starts: string[] = [];
    let after: string | undefined;
    do {
      const page = await listOrders(world.ctx, { ...query(), after });
      expect(page.total).toEqual({ count: 130, isExact: true });
      starts.push(page.rows[0]?.id ?? "");
      seen.push(...page.rows.map((row) => row.id));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual([...ids].reverse());
    const last = await listOrders(world.ctx, {
      ...query(),
      after: (await listOrders(world.ctx, query())).next ?? undefined,
    });
    const back = await listOrders(world.ctx, { ...query(), before: last.previous ?? undefined });
    expect(back.rows.map((row) => row.id)).toEqual(seen.slice(0, ORDERS_PER_PAGE));
    expect(back.previous).toBeNull();
    expect(starts).toHaveLength(3);
  });

  it("finds orders by a number inside in any spelling, by reference and by the carrier's id", async () => {
    const id = ids[20] ?? "";
    const { ref } = await getOrder(world.ctx, id);
    const dispatchId = await storeDispatch(world, id, [1], "done");
    await setItems(world, id, [1], "confirmed");
    const { reference } = await world.database.db.dispatch.update({
      where: { id: dispatchId },
      data: { externalId: "0012345E4" },
    });
    const find = async (search: Record<string, string>) =>
      (await listOrders(world.ctx, query(search))).rows.map((row) => row.id);
    for (const number of ["(303) 555-0040", "1-303-555-0040", "tel:+13035550040", "'+13035550040"])
      expect(await find({ number })).toEqual([id]);
    expect(await find({ reference: ref.toLowerCase() })).toEqual([id]);
    expect(await find({ reference: ref.slice(0, -2).toLowerCase() })).toContain(id);
    expect(await find({ reference: ref.slice(1) })).toEqual([]);
    expect(await find({ reference: "T%" })).toEqual([]);
    expect(await find({ reference: "T_" })).toEqual([]);
    expect(await find({ reference: "t" })).toHaveLength(ORDERS_PER_PAGE);
    expect(await find({ reference })).toEqual([id]);
    expect(await find({ reference: "0012345E4" })).toEqual([id]);
    expect(await find({ reference: "0012345e5" })).toEqual([]);
    expect(await find({ number: "9195550000" })).toEqual([]);
  });

  it("says what is wrong with a number that is none, instead of showing everything", async () => {
    const page = await listOrders(world.ctx, query({ number: "555-01" }));
    expect(page.rows).toEqual([]);
    expect(page.fault).toContain("10 expected");
  });

  it("filters by kind, status, person, day and what needs attention", async () => {
    const count = async (search: Record<string, string>) => (await listOrders(world.ctx, query(search))).total.count;
    expect(await count({ kind: "sms-disable" })).toBe(65);
    expect(
      await count({ person: world.ctx.actor.id, account: world.accountOf("intelepeer"), carrier: "intelepeer" }),
    ).toBe(130);
    expect(await count({ from: "2020-01-01", to: "2020-12-31" })).toBe(0);
    await world.database.sql.query(`UPDATE orders SET created_at = '2021-02-03T23:59:59.999Z' WHERE id = $1`, [ids[9]]);
    expect(await count({ from: "2021-02-03", to: "2021-02-03" })).toBe(1);
    expect(await count({ from: "2021-02-04" })).toBe(129);
    expect(await count({ to: "2021-02-02" })).toBe(0);
    await world.database.sql.query(`UPDATE orders SET created_at = submitted_at WHERE id = $1`, [ids[9]]);
    const received = await count({ status: "RECEIVED" });
    const [failed, unknown, overdue] = [ids[1] ?? "", ids[2] ?? "", ids[3] ?? ""];
    await setItems(world, failed, [1], "failed");
    await setItems(world, unknown, [1], "unknown");
    await setItems(world, overdue, [1, 2], "accepted");
    expect(await count({ attention: "overdue" })).toBe(0);
    await world.database.sql.query(`UPDATE order_item SET accepted_at = now() - interval '2 h' WHERE order_id = $1`, [
      overdue,
    ]);
    for (const attention of ["failed", "unknown", "overdue"]) expect(await count({ attention })).toBe(1);
    expect(await count({ attention: "any" })).toBe(3);
    // One order that wants a person for two reasons is one.
    await setItems(world, unknown, [2], "failed");
    const { attention } = await getOrdersPage(world.ctx, query());
    expect(attention).toMatchObject({
      failed: { orders: 2, numbers: 2 },
      unknown: { orders: 1, numbers: 1 },
      overdue: { orders: 1, numbers: 2 },
      orders: 3,
    });
    await setItems(world, unknown, [2], "queued");
    const page = await listOrders(world.ctx, query({ attention: "overdue" }));
    expect(page.rows[0]).toMatchObject({ id: overdue, overdue: 2, status: "PROCESSING", sums: { pending: 2 } });
    expect(await count({ status: "RECEIVED" })).toBe(received - 3);
  });

  it("exports every order, safe in a spreadsheet", async () => {
    await world.database.sql.query(`UPDATE orders SET reason = '=cmd()' WHERE id = $1`, [ids[5]]);
    const text = await collect(writeCsv(exportOrders(world.ctx, query({ after: "1.x" }))));
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows).toHaveLength(130);
    expect(rows.filter((row) => row.Reason === "'=cmd()")).toHaveLength(1);
    for (const row of rows)
      expect(Number(row.Requested)).toBe(
        ["Confirmed", "Failed", "Skipped", "Pending", "Unknown"].reduce((sum, name) => sum + Number(row[name]), 0),
      );
  });
});
