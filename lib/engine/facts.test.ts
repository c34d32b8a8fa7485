import { afterAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { recordFacts } from "./facts";

const world = await createTestWorld();
afterAll(() => world.close());
const sql = () => world.database.sql;

it("keeps each fact that an answer mentions, and an event for what changed alone", async () => {
  const [number] = numbersFrom("3035552000", 1);
  if (!number) throw new Error("no number");
  const account = { id: world.accountOf("bandwidth"), carrierId: "bandwidth" };
  const record = (importState: "none" | "imported", raw: unknown = "text\u0000") =>
    inTransaction(sql(), (client) => recordFacts(client, account, [{ number, facts: { importState }, raw }]));
  await record("none");
  await record("imported", { a: 1 });
  await record("imported");
  const facts = await sql().query(`SELECT facet, value, raw FROM number_fact WHERE e164 = $1`, [number]);
  expect(facts.rows).toEqual([{ facet: "importState", value: "imported", raw: "text\ufffd" }]);
  const events = await sql().query(`SELECT before, after FROM number_event WHERE e164 = $1 ORDER BY id`, [number]);
  expect(events.rows).toEqual([
    { before: null, after: "none" },
    { before: "none", after: "imported" },
  ]);
});

it("counts the numbers of which something changed, not their values", async () => {
  const numbers = numbersFrom("3035552100", 3);
  const account = { id: world.accountOf("bandwidth"), carrierId: "bandwidth" };
  const record = (changed: number, facts: ServiceFacts) =>
    inTransaction(sql(), (client) =>
      recordFacts(
        client,
        account,
        numbers.slice(0, changed).map((number) => ({ number, facts })),
      ),
    );
  expect(await record(3, { registrationState: "registered", applicationId: "a-1" })).toBe(0);
  expect(await record(2, { registrationState: "none", applicationId: null })).toBe(2);
});
