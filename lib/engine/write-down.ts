import "server-only";
import type { Sql } from "@/lib/db/client";
import { announceRest } from "./announce-rest";
import { skipCancelled } from "./skip-cancelled";
import { insertEvents, recordFacts } from "./facts";
import { changeDispatches, moveItems } from "./item-moves";
import { insertUnrequested } from "./unrequested-numbers";
import type { JoinedDispatch } from "./settle-read";
import type { Settlement } from "./settle-write";
import { inTransaction } from "@/lib/db/transaction";

export type Account = { id: string; carrierId: string };
/** A settlement of one order; `joined` are writes not made here that it follows from now on. */
export type Outcome = Settlement & { orderId: string; joined?: JoinedDispatch[] };

/**
 * Writes outcomes in one transaction; writing them twice changes nothing. What follows a finished order is started by a job of the same
 * transaction.
 */
export async function writeDown(sql: Sql, account: Account, settlements: readonly Outcome[]): Promise<void> {
  await inTransaction(sql, async (client) => {
    for (const { joined, orderId } of settlements)
      if (joined && joined.length > 0)
        await client.query(
          `INSERT INTO dispatch (id, order_id, account_id, reference, attempt, state, size, lease_until, due_at)
           SELECT u.id, $1, $2, u.reference, 0, 'accepted', 1, now(), now() + u.due_in * interval '1 s'
           FROM unnest($3::uuid[], $4::text[], $5::float8[]) AS u(id, reference, due_in) ON CONFLICT (reference) DO NOTHING`,
          [
            orderId,
            account.id,
            joined.map((j) => j.dispatchId),
            joined.map((j) => j.reference),
            joined.map((j) => j.dueIn),
          ],
        );
    await changeDispatches(
      client,
      settlements.flatMap((s) => s.dispatches),
    );
    const moved = await moveItems(
      client,
      settlements.flatMap((s) => s.moves),
    );
    await skipCancelled(client, [
      ...new Set(moved.filter((item) => item.state === "queued").map((item) => item.orderId)),
    ]);
    await recordFacts(
      client,
      account,
      settlements.flatMap((s) => s.facts),
    );
    // An item that did not move was written already, or belongs to another worker by now: no event for it.
    const hasMoved = new Set(moved.map((item) => `${item.orderId} ${item.number}`));
    await insertEvents(
      client,
      account,
      settlements.flatMap((s) => s.events).filter(({ orderId, number }) => hasMoved.has(`${orderId} ${number}`)),
    );
    for (const { orderId, unrequested } of settlements)
      if (unrequested) await insertUnrequested(client, orderId, unrequested.named, unrequested.callId);
    await announceRest(client, [...new Set(moved.map((item) => item.orderId))]);
  });
}
