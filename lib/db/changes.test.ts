import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createTestDatabase } from "@/lib/test/database";
import { waitUntil } from "@/lib/test/wait-until";
import { listenToChanges } from "./changes";
import { openDatabase, type Database } from "./client";
import { queryRows } from "./sql";
import { inTransaction } from "./transaction";

let one: Database;
let other: Database;
const test = await createTestDatabase();

beforeAll(async () => {
  [one, other] = [openDatabase(test.url, { connections: 2 }), openDatabase(test.url, { connections: 2 })];
});
afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await test.drop();
});

const countRow = z.object({ count: z.number() });
const countListeners = async () => {
  const [row] = await queryRows(one.sql, countRow)`
    SELECT count(*) AS count FROM pg_stat_activity WHERE application_name = 'tandem changes' AND datname = current_database()`;
  return row?.count;
};
const commit = (database: Database) =>
  inTransaction(database.sql, (client) => client.query("SELECT pg_current_xact_id()"));

it("reports another process's commits to each listener, over one connection, also after that was lost", async () => {
  let reported = 0;
  const stops = [listenToChanges(one.sql, () => (reported += 1)), listenToChanges(one.sql, () => undefined)];
  await waitUntil("the connection to be open", () => reported === 1);
  expect(await countListeners()).toBe(1);

  // Reading alone changes nothing.
  await inTransaction(other.sql, (client) => client.query("SELECT 1"));
  await commit(other);
  await waitUntil("the commit to be reported", () => reported === 2);
  // A hundred in a moment are reported together.
  for (let n = 0; n < 100; n += 1) await commit(other);
  await waitUntil("the others to be reported", () => reported > 2);
  expect(reported).toBeLessThan(50);

  await expect(
    inTransaction(other.sql, async (client) => {
      await client.query("SELECT 1/0");
    }),
  ).rejects.toThrow("division");

  const before = reported;
  await one.sql.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tandem changes'`,
  );
  // What was committed meanwhile is not known: that the connection is back counts as a change.
  await waitUntil("the connection to be back", () => reported > before);
  for (const stop of stops) stop();
  await waitUntil("the connection to be closed", async () => (await countListeners()) === 0);
});
