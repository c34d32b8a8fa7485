import { afterAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld } from "@/lib/test/world";
import { streamChanges } from "./stream-changes";

const world = await createTestWorld();
afterAll(() => world.close());

async function* readEvents(stream: ReadableStream<Uint8Array>) {
  const decoder = new TextDecoder();
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>)
    for (const [, event = ""] of decoder.decode(part).matchAll(/event: (\w+)\ndata: .+\n\n/g)) yield event;
}

it("tells of changes and that it is alive, and ends with the person's session", async () => {
  const { id: personId, sessionId } = world.ctx.actor;
  await world.database.db.session.create({
    data: { id: sessionId, personId, expiresAt: new Date(Date.now() + 60_000) },
  });
  const abort = new AbortController();
  const events = readEvents(streamChanges(world.ctx, abort.signal, 40));
  const next = async () => (await events.next()).value;
  const waitFor = async (wanted: string) => {
    for (let event = await next(); event !== wanted; event = await next())
      if (event === undefined) throw new Error(`The stream ended before ${wanted}.`);
  };
  // The connection is open: what happened before it is not known.
  await waitFor("change");
  await waitFor("beat");
  await inTransaction(world.database.sql, (client) => client.query("SELECT pg_current_xact_id()"));
  await waitFor("change");
  await world.database.sql.query("UPDATE person SET disabled_at = now() WHERE id = $1", [personId]);
  await waitFor("ended");
  expect((await events.next()).done).toBe(true);
});

it("ends when the reader goes away", async () => {
  const abort = new AbortController();
  const events = readEvents(streamChanges(world.ctx, abort.signal));
  const first = events.next();
  abort.abort();
  await first;
  expect((await events.next()).done).toBe(true);
});
