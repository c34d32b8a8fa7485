import { afterAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { ensureNumbers } from "./ensure-numbers";

const world = await createTestWorld();
afterAll(() => world.close());
const sql = () => world.database.sql;
const ensure = (numbers: ReturnType<typeof numbersFrom>) =>
  inTransaction(sql(), (client) => ensureNumbers(client, numbers));

it("makes one row for each number, with its parts, however often it is named", async () => {
  const [number, tollFree] = [...numbersFrom("3035551000", 1), ...numbersFrom("8005551000", 1)];
  if (!number || !tollFree) throw new Error("no numbers");
  await ensure([number, tollFree, number]);
  await ensure([number]);
  const { rows } = await sql().query(`SELECT e164, npa, nxx, state, is_toll_free FROM number ORDER BY e164`);
  expect(rows).toEqual([
    { e164: number, npa: "303", nxx: "555", state: "CO", is_toll_free: false },
    { e164: tollFree, npa: "800", nxx: "555", state: null, is_toll_free: true },
  ]);
});

it("stages very many", async () => {
  await ensure(numbersFrom("2125550000", 10_001));
  const { rows } = await sql().query(`SELECT count(*) AS count FROM number WHERE npa = '212'`);
  expect(rows).toEqual([{ count: 10_001 }]);
});
