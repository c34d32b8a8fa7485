import "server-only";
import type { PoolClient } from "pg";

/** Evidence from elsewhere (a callback, a status) shows that these took effect: nothing reads about them any more. */
export async function confirmEffects(client: PoolClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Writes before effects, as the sender locks them.
  await client.query(
    `UPDATE dispatch SET state = 'done', due_at = NULL WHERE effect_id = ANY($1::uuid[]) AND state IN ('lost', 'accepted')`,
    [ids],
  );
  await client.query(
    `UPDATE effect SET state = 'confirmed', settled_at = now() WHERE id = ANY($1::uuid[]) AND state IN ('unknown', 'accepted')`,
    [ids],
  );
}
