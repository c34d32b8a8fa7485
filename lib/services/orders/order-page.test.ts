import { parse } from "csv-parse/sync";
import { uuidv7 } from "uuidv7";
import { afterAll, describe, expect, it } from "vitest";
import { orderItemQuery } from "@/lib/domain/order-query";
import { writeCsv } from "@/lib/services/exports/write-csv";
import { placeItems, setItems, storeDispatch, testNumbers } from "@/lib/test/order-items";
import { createTestWorld } from "@/lib/test/world";
import { exportOrderItems, listItemNumbers } from "./export-order-items";
import { listOrdersOfNumber } from "./find-orders-of-number";
import { getOrder } from "./get-order";
import { getOrderProgress } from "./get-order-progress";
import { listOrderCalls } from "./list-order-calls";
import { ITEMS_PER_PAGE, listOrderItems } from "./list-order-items";
import { listOutcomes } from "./list-outcomes";

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const collect = async (chunks: AsyncIterable<string>) => {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
};

const world = await createTestWorld();
afterAll(() => world.close());

describe("one order", () => {
  it("groups its numbers by state and cause, numbers in the words left aside, and adds up", async () => {
    const numbers = testNumbers(12, 5_000);
    const id = await placeItems(world, numbers);
    for (const seq of range(1, 6))
      await setItems(world, id, [seq], "failed", {
        code: "404",
        message: `Number ${numbers[seq - 1]} is not available.`,
      });
    await setItems(world, id, [7, 8], "failed", { code: "9999", message: "Never heard of." });
    await setItems(world, id, [9, 10], "confirmed", { message: "ok" });
    await setItems(world, id, [11], "confirmed", { message: "fine" });
    const groups = await listOutcomes(world.ctx, { id, carrierId: "intelepeer" });
    expect(groups.map((group) => [group.state, group.code, group.count])).toEqual([
      ["failed", "404", 6],
      ["failed", "9999", 2],
      ["queued", null, 1],
      ["confirmed", null, 3],
    ]);
    expect(groups[0]).toMatchObject({ message: "Number … is not available.", first: numbers.slice(0, 5) });
    expect(groups[0]?.meaning).toContain("does not offer this number");
    expect(groups[1]).toMatchObject({
      message: "Never heard of.",
      meaning: "Not in our catalog of IntelePeer's errors: shown as received.",
      isRetryable: false,
    });

    const cause = groups[0]?.cause;
    const page = await listOrderItems(world.ctx, id, orderItemQuery.parse({ cause }));
    expect(page.rows.map((row) => row.seq)).toEqual(range(1, 6));
    expect(page.total).toEqual({ count: 6, isExact: true });
    expect(await listItemNumbers(world.ctx, id, orderItemQuery.parse({ cause }))).toEqual(numbers.slice(0, 6));
  });

  it("pages through its numbers and finds one in any spelling or by some digits", async () => {
    const numbers = testNumbers(120, 5_200);
    const id = await placeItems(world, numbers);
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await listOrderItems(world.ctx, id, { after });
      seen.push(...page.rows.map((row) => row.seq));
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toEqual(range(1, 120));
    const second = await listOrderItems(world.ctx, id, { after: `2.${ITEMS_PER_PAGE}` });
    const back = await listOrderItems(world.ctx, id, { before: second.previous ?? "" });
    expect(back.rows.map((row) => row.seq)).toEqual(range(1, ITEMS_PER_PAGE));
    expect(back.previous).toBeNull();
    const find = async (number: string) => (await listOrderItems(world.ctx, id, { number })).rows.map((row) => row.seq);
    expect(await find("(303) 555-5207")).toEqual([8]);
    expect(await find("5555207")).toEqual([8]);
    expect(await find("banana")).toEqual([]);
  });

  it("lists what failed first, then what is unknown, then the rest, and pages through all of it both ways", async () => {
    const id = await placeItems(world, testNumbers(180, 6_000));
    const failed = range(1, 180).filter((seq) => seq % 3 === 0);
    const unknown = range(1, 180).filter((seq) => seq % 20 === 1 && seq % 3 !== 0);
    await storeDispatch(world, id, unknown);
    await setItems(world, id, failed, "failed", { code: "404" });
    await setItems(world, id, unknown, "unknown");
    const rest = range(1, 180).filter((seq) => !failed.includes(seq) && !unknown.includes(seq));
    const expected = [...failed, ...unknown, ...rest];

    const pages: number[][] = [];
    let [after, last]: (string | undefined)[] = [];
    do {
      const page = await listOrderItems(world.ctx, id, orderItemQuery.parse({ after }));
      pages.push(page.rows.map((row) => row.seq));
      expect(page.total).toEqual({ count: 180, isExact: true });
      expect(page.previous === null).toBe(pages.length === 1);
      last = page.previous ?? undefined;
      after = page.next ?? undefined;
    } while (after);
    expect(pages.flat()).toEqual(expected);
    expect(pages.map((page) => page.length)).toEqual([50, 50, 50, 30]);

    const back: number[][] = [];
    for (let before = last; before;) {
      const page = await listOrderItems(world.ctx, id, orderItemQuery.parse({ before }));
      back.unshift(page.rows.map((row) => row.seq));
      expect(page.next).not.toBeNull();
      before = page.previous ?? undefined;
    }
    expect(back).toEqual(pages.slice(0, 3));

    // Filters keep their meaning, exports the order in which the numbers were given.
    const only = async (state: string) =>
      (await listOrderItems(world.ctx, id, orderItemQuery.parse({ state }))).rows.map((row) => row.seq);
    expect(await only("failed")).toEqual(failed.slice(0, 50));
    expect(await only("unknown")).toEqual(unknown);
    expect(await only("pending")).toEqual(rest.slice(0, 50));
    const exported: unknown[] = [];
    for await (const rows of exportOrderItems(world.ctx, { id, carrierId: "intelepeer" }, {}).chunks)
      exported.push(...rows.map((row) => row[0]));
    expect(exported).toEqual(testNumbers(180, 6_000).map((number) => number.slice(2)));
  });

  it("exports its numbers as ten digits, with every text guarded", async () => {
    const id = await placeItems(world, testNumbers(3, 5_400));
    await setItems(world, id, [2], "failed", { code: "-1", message: '=HYPERLINK("http://evil")', isRetryable: true });
    const text = await collect(writeCsv(exportOrderItems(world.ctx, { id, carrierId: "intelepeer" }, {})));
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows.map((row) => row.Number)).toEqual(["3035555400", "3035555401", "3035555402"]);
    expect(rows[1]).toMatchObject({ Code: "'-1", Message: '\'=HYPERLINK("http://evil")', "Retry may work": "yes" });
  });

  it("says how far it is, what it waits for, and until when the carrier told us to pause", async () => {
    const id = await placeItems(world, testNumbers(10, 5_500));
    const before = await getOrderProgress(world.ctx, id);
    expect(before).toMatchObject({
      status: "RECEIVED",
      carrierLabel: "IntelePeer",
      callsPerSecond: 10,
      writeSize: 1,
      blockedUntil: null,
      nextReadAt: null,
      counts: { queued: 10 },
    });
    await placeItems(world, testNumbers(1, 5_590));
    expect((await getOrderProgress(world.ctx, id)).otherOrders).toBeGreaterThan(0);
    await world.database.sql.query(
      `INSERT INTO rate_slot (account_id, endpoint_group, blocked_until, blocked_message)
       SELECT $1, 'api', now() + interval '1 min', 'HTTP 429' ON CONFLICT DO NOTHING`,
      [world.accountOf("intelepeer")],
    );
    await world.database.sql.query(`UPDATE rate_slot SET endpoint_group = $1`, [
      Object.keys((await world.ctx.carriers.open(world.accountOf("intelepeer"))).definition.endpointGroups)[0],
    ]);
    await storeDispatch(world, id, [1, 2], "accepted");
    await setItems(world, id, [1, 2], "accepted");
    const during = await getOrderProgress(world.ctx, id);
    expect(during.blockedMessage).toBe("HTTP 429");
    expect(Date.parse(during.blockedUntil ?? "") - Date.parse(during.at)).toBeGreaterThan(50_000);
    expect(during.nextReadAt).not.toBeNull();
    expect(during).toMatchObject({ expectedWithin: 900, overdue: 0, counts: { queued: 8, accepted: 2 } });
  });

  it("shows as evidence the calls of a number: its write, and every other in which it stands", async () => {
    const id = await placeItems(world, testNumbers(2, 5_600));
    const dispatchId = await storeDispatch(world, id, [1], "done");
    const store = async (url: string, body: string | null, dispatch: string | null, secondsAgo: number) => {
      const callId = uuidv7();
      await world.database.sql.query(
        `INSERT INTO carrier_call (id, account_id, endpoint_group, order_id, dispatch_id, method, url, request_headers, request_body,
           status, response_body, started_at, duration_ms)
         VALUES ($1, $2, 'api', $3, $4, 'POST', $5, '{}', $6, 202, '{}', now() - $7 * interval '1 s', 12)`,
        [callId, world.accountOf("intelepeer"), id, dispatch, url, body, secondsAgo],
      );
      return callId;
    };
    const check = await store("http://x/?endpoint=%2B13035555600&endpoint=%2B13035555601", null, null, 30);
    const write = await store("http://x/", '{"endpoints":["+13035555600"]}', dispatchId, 20);
    const other = await store("http://x/", '{"endpoints":["+13035555601"]}', null, 10);
    const idsOf = async (seq?: number) =>
      (await listOrderCalls(world.ctx, { orderId: id, seq })).rows.map((row) => row.id);
    expect(await idsOf(1)).toEqual([write, check]);
    expect(await idsOf(2)).toEqual([other, check]);
    expect(await idsOf()).toEqual([other, write, check]);
    const rest = await listOrderCalls(world.ctx, { orderId: id, before: write });
    expect(rest.rows.map((row) => row.id)).toEqual([check]);
  });

  it("lists the orders that hold a number, newest first", async () => {
    const [number] = testNumbers(1, 5_700);
    if (!number) throw new Error("no number");
    const first = await placeItems(world, [number]);
    await setItems(world, first, [1], "failed", { code: "404", message: "gone" });
    const second = await placeItems(world, [number], "sms-disable");
    const orders = await listOrdersOfNumber(world.ctx, number);
    expect(orders).toMatchObject([
      { orderId: second, kind: "sms-disable", state: "queued" },
      { orderId: first, state: "failed", code: "404", message: "gone", orderStatus: "FAILED", seq: 1 },
    ]);
  });

  it("is not found, with a message, by an id or a reference that is nobody's", async () => {
    await expect(getOrder(world.ctx, "TNOTHING22")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getOrder(world.ctx, "' OR 1=1 --")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
