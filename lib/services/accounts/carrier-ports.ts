import "server-only";
import { uuidv7 } from "uuidv7";
import type { CarrierPorts, RecordedCall } from "@/lib/carriers/registry";
import type { Sql } from "@/lib/db/client";
import { createBatch } from "@/lib/services/limits/batch";
import { createSlotQueue, type Rate, type SlotQueue } from "@/lib/services/limits/slot-queue";

/** The house behind a carrier's HTTP door: its allowance and its evidence, in PostgreSQL. */
export function createCarrierPorts(
  sql: Sql,
  accountId: string,
  readRate: (group: string) => Rate,
  watchCall: CarrierPorts["watchCall"],
): CarrierPorts & { readPace(group: string): number } {
  const queues = new Map<string, SlotQueue>();
  const calls = createBatch<RecordedCall>((batch) => insertCalls(sql, accountId, batch));

  function queueFor(group: string): SlotQueue {
    const known = queues.get(group);
    if (known) return known;
    const queue = createSlotQueue(sql, { accountId, group }, () => readRate(group));
    queues.set(group, queue);
    return queue;
  }

  return {
    newId: uuidv7,
    takeSlot: (group, { isUrgent = false, isProbe = false }, { isRead }) =>
      queueFor(group).take(isUrgent, { isProbe, isWrite: !isRead }),
    refuse: (group, refusal) => queueFor(group).refuse(refusal),
    /** The fraction of the group's allowance that is used now, as this process last saw it. */
    readPace: (group) => queues.get(group)?.pace ?? 1,
    watchCall,
    recordCall: (call) => calls.add(call),
  };
}

async function insertCalls(sql: Sql, accountId: string, calls: RecordedCall[]) {
  const column = <T>(read: (call: RecordedCall) => T) => calls.map(read);
  // Text as it comes from outside may hold NUL, which PostgreSQL's text does not.
  const clean = (text: string | null) => text?.replaceAll("\u0000", "\uFFFD") ?? null;
  await sql.query(
    `INSERT INTO carrier_call (id, account_id, endpoint_group, order_id, dispatch_id, actor_id, method, url, request_headers,
       request_body, status, response_headers, response_body, fault, started_at, duration_ms)
     SELECT id, $1, g, o, d, a, m, u, rh, rb, s, ph, pb, f, t, ms FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
       $7::text[], $8::text[], $9::jsonb[], $10::text[], $11::int[], $12::jsonb[], $13::text[], $14::text[], $15::timestamptz[], $16::int[])
       AS c(id, g, o, d, a, m, u, rh, rb, s, ph, pb, f, t, ms)`,
    [
      accountId,
      column((c) => c.id),
      column((c) => c.group),
      column((c) => c.trace.orderId ?? null),
      column((c) => c.trace.dispatchId ?? null),
      column((c) => c.trace.actorId ?? null),
      column((c) => c.method),
      column((c) => clean(c.url)),
      column((c) => JSON.stringify(c.requestHeaders)),
      column((c) => clean(c.requestBody)),
      column((c) => c.status),
      column((c) => c.responseHeaders && clean(JSON.stringify(c.responseHeaders))),
      column((c) => clean(c.responseBody)),
      column((c) => clean(c.fault)),
      column((c) => c.startedAt),
      column((c) => c.durationMs),
    ],
  );
}
