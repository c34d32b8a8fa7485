import { randomUUID } from "node:crypto";
import { inTransaction } from "@/lib/db/transaction";
import type { ItemState } from "@/lib/domain/order";
import { enqueueEffect } from "@/lib/engine/effects/enqueue-effect";
import type { EffectInputs, EffectKind } from "@/lib/engine/effects/kinds";
import type { TestWorld } from "./world";

/** Stores the intent of an effect, as its verb would; returns its id. */
export async function storeEffectIntent<K extends EffectKind>(
  { database: { sql }, accountOf, ctx }: TestWorld,
  carrierId: string,
  kind: K,
  input: EffectInputs[K],
  id: string = randomUUID(),
): Promise<string> {
  const effect = { id, accountId: accountOf(carrierId), kind, input, actorId: ctx.actor.id };
  await inTransaction(sql, (client) => enqueueEffect(client, effect));
  return id;
}

export const testApplication = (name: string) =>
  ({ name, incomingMessageUrl: "https://example.com/in", callbackHttpMethod: "POST" }) as const;

/** Puts an effect in `state` with a write in `write` that belongs to it, as an earlier attempt would have; returns the write's id. */
export async function storeEffectWrite(
  { database: { sql } }: TestWorld,
  effectId: string,
  state: ItemState,
  write: "sending" | "accepted" | "lost" | "done" | "void",
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `INSERT INTO dispatch (id, effect_id, account_id, reference, state, size, lease_until, due_at)
     SELECT $1, id, account_id, $2, $3, 1, now() + interval '45 s', CASE WHEN $3 IN ('accepted', 'lost') THEN now() + interval '1 h' END
     FROM effect WHERE id = $4`,
    [id, `R${randomUUID()}`, write, effectId],
  );
  await sql.query(
    `UPDATE effect SET state = $2, dispatch_id = CASE WHEN $2 = 'queued' THEN NULL ELSE $3::uuid END, attempt = attempt + 1, message = 'No reason.', due_at = now() + interval '1 h',
       settled_at = CASE WHEN $2 IN ('confirmed', 'failed', 'skipped') THEN now() END
     WHERE id = $1`,
    [effectId, state, id],
  );
  return id;
}
