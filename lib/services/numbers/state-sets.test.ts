import { afterAll, describe, expect, it } from "vitest";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { countAttention } from "@/lib/services/home/count-attention";
import { countStates } from "@/lib/services/home/count-states";
import { controlOrder } from "@/lib/services/orders/control-order";
import { searchEverywhere } from "@/lib/services/search/search-everywhere";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { getNumber } from "./get-number";
import { describeClaims } from "@/lib/domain/double-claim";
import { answerNumbers } from "@/lib/services/lookup/answer-numbers";
import { listNumbers } from "./list-numbers";
import { numberQuery } from "./number-query";

const world = await createTestWorld();
afterAll(() => world.close());

const record = (carrierId: string, entries: readonly { number: PhoneNumber; facts: ServiceFacts }[]) =>
  inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: world.accountOf(carrierId), carrierId }, entries),
  );
const list = (filter: Record<string, string> = {}) => listNumbers(world.ctx, numberQuery.parse(filter));
const all = (numbers: readonly PhoneNumber[], facts: ServiceFacts) => numbers.map((number) => ({ number, facts }));

/** Numbers whose combination is not what their facts, orders and own rows say, read again. */
async function findWrong() {
  const { rows } = await world.database.sql.query<{ e164: string; kept: string[]; meant: string[] }>(
    `SELECT n.e164, k.states AS kept, r.states AS meant FROM number n LEFT JOIN state_set k ON k.id = n.state_set_id
     JOIN read_states((SELECT array_agg(e164) FROM number)) r ON r.e164 = n.e164 WHERE k.states IS DISTINCT FROM r.states`,
  );
  return rows;
}

describe("ours, pending and mentioned", () => {
  const pasted = numbersFrom("2125550000", 9_998);
  const ours = numbersFrom("3035552000", 145);

  it("shows ours and pending ones; what a cancelled order leaves behind is merely mentioned", async () => {
    await record("intelepeer", all(ours, { smsState: "provisioned" }));
    const orderId = await world.place("sms-enable", "intelepeer", pasted);
    expect((await list()).total).toEqual({ count: 10_000, isExact: false });
    expect((await list({ known: "pending" })).total).toEqual({ count: 9_998, isExact: true });
    expect((await list({ npa: "212", known: "ours" })).total.count).toBe(0);

    expect(await controlOrder(world.ctx, { orderId, to: "cancelled" })).toMatchObject({ cancelled: 9_998 });
    expect((await list()).total).toEqual({ count: 145, isExact: true });
    expect((await countStates(world.ctx)).total).toBe(145);
    expect((await list({ known: "mentioned" })).total).toEqual({ count: 9_998, isExact: true });
    expect((await list({ known: "pending" })).total.count).toBe(0);
    expect(await findWrong()).toEqual([]);
  });

  it("finds a mentioned number where it is asked for by name, and says what it is", async () => {
    const [number] = pasted;
    if (!number) throw new Error("no number");
    expect((await list({ q: number })).rows).toMatchObject([{ number, standing: "mentioned" }]);
    expect(await getNumber(world.ctx, number)).toMatchObject({ isKnown: true, standing: "mentioned" });
    const [hit] = (await searchEverywhere(world.ctx, { q: number })).hits;
    expect(hit?.note).toContain("mentioned only");
  });

  it.each([
    ["intelepeer", { smsState: "error" }, "ours"],
    ["intelepeer", { smsState: "deprovisioning" }, "ours"],
    ["intelepeer", { smsState: "none" }, "ours"],
    ["intelepeer", { smsState: "not-found" }, "mentioned"],
    ["intelepeer", { smsState: "unknown" }, "mentioned"],
    ["bandwidth", { importState: "imported" }, "ours"],
    ["bandwidth", { importState: "failed" }, "mentioned"],
    ["bandwidth", { registrationState: "registered" }, "ours"],
    ["bandwidth", { registrationState: "none", applicationId: null }, "mentioned"],
    ["inumbering", { ownership: "owned" }, "ours"],
    ["inumbering", { ownership: "gone" }, "mentioned"],
    ["inumbering", { campaignId: "CAB12CD" }, "ours"],
    ["inumbering", { campaignId: null }, "mentioned"],
  ] as const)("reads %s %j as %s", async (carrierId, facts, standing) => {
    const [number] = numbersFrom("4155550100", 1);
    if (!number) throw new Error("no number");
    await world.database.sql.query(`DELETE FROM number_fact WHERE e164 = $1`, [number]);
    await record(carrierId, [{ number, facts }]);
    expect(await getNumber(world.ctx, number)).toMatchObject({ standing });
  });

  it("still shows those that a carrier no longer lists where that is asked for, and counts them", async () => {
    const [number] = numbersFrom("4155550190", 1);
    if (!number) throw new Error("no number");
    await record("inumbering", [{ number, facts: { ownership: "gone" } }]);
    expect((await list({ ownership: "gone" })).rows.map((row) => row.number)).toContain(number);
    const { carriers } = await countStates(world.ctx);
    for (const { carrierId, states } of carriers)
      for (const { facet, value, count } of states)
        expect((await list({ carrier: carrierId, [facet]: value })).total.count, `${carrierId} ${facet} ${value}`).toBe(
          count,
        );
  });

  it("takes a list that is staged", async () => {
    const many = numbersFrom("6025550000", 10_001);
    await inTransaction(world.database.sql, (client) => ensureNumbers(client, [...many, ...many]));
    expect((await list({ npa: "602", known: "mentioned" })).total).toEqual({ count: 10_000, isExact: false });
    await world.database.sql.query(`DELETE FROM number WHERE e164 LIKE '+1602%'`);
  });
});

describe("two carriers at once", () => {
  it("is flagged where messages go through both, on the number, in the list and on home, and ends with one of them", async () => {
    const [both, one] = numbersFrom("5125550100", 2);
    if (!both || !one) throw new Error("no numbers");
    await record("intelepeer", all([both, one], { smsState: "provisioned" }));
    await record("bandwidth", all([both], { registrationState: "registered" }));
    await record("bandwidth", all([one], { importState: "imported", registrationState: "none" }));
    expect((await list({ doubleClaim: "yes" })).rows).toMatchObject([{ number: both, isDoubleClaimed: true }]);
    expect(await getNumber(world.ctx, both)).toMatchObject({ isDoubleClaimed: true });
    const reported = "IntelePeer reports SMS on (provisioned), Bandwidth lists it as registered (registered)";
    expect(
      (await list({ q: both })).rows.map(({ verdict }) => describeClaims(verdict.claims).split(", ").toSorted()),
    ).toEqual([reported.split(", ").toSorted()]);
    const answer = (await answerNumbers(world.ctx, [both])).numbers[0];
    expect(answer?.claims?.split(", ").toSorted()).toEqual(reported.split(", ").toSorted());
    expect((await searchEverywhere(world.ctx, { q: both })).hits[0]?.note).toContain("Two carriers: ");
    expect(await getNumber(world.ctx, one)).toMatchObject({ isDoubleClaimed: false });
    expect((await countAttention(world.ctx)).doubleClaims).toEqual({ count: 1, isExact: true });

    await record("intelepeer", all([both], { smsState: "deprovisioning" }));
    expect((await list({ doubleClaim: "yes" })).rows).toEqual([]);
    expect(await getNumber(world.ctx, both)).toMatchObject({ isDoubleClaimed: false });
  });
});

describe("the database keeps the combinations", () => {
  it("whatever happens side by side", async () => {
    const numbers = numbersFrom("7025550000", 60);
    const { sql } = world.database;
    // Seeded, so that a failure can be repeated.
    let seed = 20_261_126;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const choose = <T>(values: readonly T[]): T => values[next(values.length)] as T;
    const some = () => numbers.filter(() => next(3) === 0).sort(() => next(3) - 1);
    const moves: (() => Promise<unknown>)[] = Array.from({ length: 120 }, () => {
      const chosen = some();
      const kind = next(7);
      if (kind === 0) return () => world.place("sms-enable", "intelepeer", chosen.slice(0, 5));
      if (kind === 1)
        return () =>
          sql.query(
            `UPDATE order_item SET state = 'skipped', message = 'test', settled_at = now() WHERE e164 = ANY($1) AND state = 'queued'`,
            [chosen],
          );
      if (kind === 2) return () => sql.query(`DELETE FROM number_fact WHERE e164 = ANY($1)`, [chosen.slice(0, 3)]);
      if (kind === 3)
        return () =>
          sql.query(`UPDATE number SET inbound_at = CASE WHEN inbound_at IS NULL THEN now() END WHERE e164 = ANY($1)`, [
            chosen.slice(0, 4),
          ]);
      const facts = {
        intelepeer: { smsState: choose(["provisioned", "none", "not-found", "error"] as const) },
        bandwidth: {
          registrationState: choose(["registered", "none"] as const),
          importState: choose(["imported", "failed"] as const),
        },
        inumbering: { campaignId: choose(["CAB12CD", null]), ownership: choose(["owned", "gone"] as const) },
      };
      const carrierId = choose(["intelepeer", "bandwidth", "inumbering"] as const);
      return () => record(carrierId, all(chosen, facts[carrierId]));
    });
    // Deadlocks of the bare statements are PostgreSQL's to undo; those of the verbs run again by themselves.
    for (let from = 0; from < moves.length; from += 6)
      await Promise.all(
        moves.slice(from, from + 6).map((move) =>
          move().catch((error: unknown) => {
            if (!(error instanceof Error && "code" in error && error.code === "40P01")) throw error;
          }),
        ),
      );
    expect(await findWrong()).toEqual([]);
    const { rows } = await sql.query<{ count: number }>(
      `SELECT count(DISTINCT state_set_id) AS count FROM number WHERE e164 = ANY($1)`,
      [numbers],
    );
    expect(rows[0]?.count).toBeGreaterThan(5);
  });

  it("for a number that comes after the order that names it, toll-free ones, and ones that had messages", async () => {
    const { sql } = world.database;
    const [number] = numbersFrom("8135550100", 1);
    await world.place("sms-enable", "intelepeer", numbersFrom("8135550100", 1));
    await sql.query(`DELETE FROM number WHERE e164 = $1`, [number]);
    await sql.query(
      `INSERT INTO number (e164, npa, nxx, is_toll_free, inbound_at) VALUES ($1, '813', '555', false, now()),
         ('+18005550100', '800', '555', true, NULL), ('+18005550101', '800', '555', true, now())`,
      [number],
    );
    expect(await findWrong()).toEqual([]);
    expect((await list({ known: "pending", npa: "813" })).rows.map((row) => row.number)).toEqual([number]);
    expect((await list({ known: "all", tollFree: "yes" })).total.count).toBe(2);
  });

  it("never lets a combination go", async () => {
    await expect(world.database.sql.query(`DELETE FROM state_set`)).rejects.toThrow("refused");
  });
});
