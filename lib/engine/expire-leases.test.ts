import { afterAll, expect, it } from "vitest";
import { createTestWorld, numbersFrom, readOrder } from "@/lib/test/world";
import { claimWrites } from "./claim";
import { expireLeases } from "./expire-leases";
import { changeDispatches, moveItems } from "./item-moves";
import { inTransaction } from "@/lib/db/transaction";

const world = await createTestWorld();
afterAll(() => world.close());

it("turns a write whose worker stopped to lost, and refuses that worker's late result", async () => {
  const { sql } = world.database;
  const account = await world.ctx.carriers.open(world.accountOf("bandwidth"));
  const id = await world.place("import", "bandwidth", numbersFrom("3035551000", 2));
  await sql.query(`UPDATE order_item SET is_prechecked = true WHERE order_id = $1`, [id]);
  const [write] = await claimWrites(sql, account.id, { units: 1, writeSize: () => 2 });
  if (!write) throw new Error("nothing claimed");
  expect(await expireLeases(sql, account)).toBe(0);
  await sql.query(`UPDATE dispatch SET lease_until = now() - interval '1 s' WHERE id = $1`, [write.dispatchId]);
  expect(await expireLeases(sql, account)).toBe(1);
  expect(await expireLeases(sql, account)).toBe(0);
  expect(await readOrder(world, id)).toMatchObject({ unknown: 2, sending: 0 });

  const { dispatchId } = write;
  const late = await inTransaction(sql, async (client) => {
    await changeDispatches(client, [{ dispatchId, from: ["sending"], to: "done" }]);
    return moveItems(
      client,
      write.items.map(({ seq }) => ({
        orderId: id,
        seq,
        dispatchId,
        from: ["sending"],
        to: "failed",
        message: "late",
      })),
    );
  });
  expect(late).toEqual([]);
  const { rows } = await sql.query(`SELECT state, due_at IS NOT NULL AS is_due FROM dispatch WHERE id = $1`, [
    dispatchId,
  ]);
  expect(rows).toEqual([{ state: "lost", is_due: true }]);
});
