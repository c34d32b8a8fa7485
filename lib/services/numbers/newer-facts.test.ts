import { afterAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { recordFacts } from "@/lib/engine/facts";
import { previewOrder, previewOrderInput } from "@/lib/services/orders/preview-order";
import { knowNumbers } from "@/lib/test/know-numbers";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { getNumber } from "./get-number";
import { listNumbers } from "./list-numbers";
import { numberQuery } from "./number-query";

const world = await createTestWorld();
afterAll(() => world.close());

it("is not harmed by a fact, or by a value, that only a newer release knows", async () => {
  const numbers = numbersFrom("3035552000", 2);
  const [odd] = numbers;
  if (!odd) throw new Error("no number");
  const account = { id: world.accountOf("intelepeer"), carrierId: "intelepeer" };
  await knowNumbers(world.database, numbers);
  await world.database.sql.query(
    `INSERT INTO number_fact (e164, account_id, carrier, facet, value)
     SELECT $1, $2, $3, * FROM (VALUES ('portState', 'ported'), ('smsState', 'weird')) facts`,
    [odd, account.id, account.carrierId],
  );
  const order = { kind: "sms-enable", accountId: account.id, numbers } as const;
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, account, [{ number: odd, facts: { campaignId: "CAB12CD" }, raw: null }]),
  );
  const preview = await previewOrder(world.ctx, previewOrderInput.parse(order));
  expect(preview.groups.flatMap((group) => group.numbers).sort()).toEqual([...numbers].sort());
  const list = await listNumbers(world.ctx, numberQuery.parse({ known: "all" }));
  const services = list.rows.find((row) => row.number === odd)?.services;
  expect(services).toMatchObject([{ smsState: "weird", campaignId: "CAB12CD" }]);
  expect((await getNumber(world.ctx, odd)).number).toBe(odd);
});
