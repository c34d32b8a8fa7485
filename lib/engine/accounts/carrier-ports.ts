import "server-only";
import { uuidv7 } from "uuidv7";
import type { CarrierPorts, RecordedCall } from "@/lib/carriers/registry";
import { createBatch, isRefused } from "@/lib/db/batch";
import type { Sql } from "@/lib/db/client";
import { log } from "@/lib/log";
import { createSlotQueue, type Rate, type SlotQueue } from "@/lib/engine/limits/slot-queue";

/** What a carrier's HTTP client needs of us: its allowance and its evidence, in PostgreSQL. */
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
    takeSlot: (group, { isUrgent = false, isSpare = false, isProbe = false }, { isRead }) =>
      isSpare ? queueFor(group).takeSpare() : queueFor(group).take(isUrgent, { isProbe, isWrite: !isRead }),
    refuse: (group, refusal) => queueFor(group).refuse(refusal),
    /** The fraction of the group's allowance that is used now, as this process last saw it. */
    readPace: (group) => queues.get(group)?.pace ?? 1,
    watchCall,
    recordCall: (call) =>
      calls.add(call).catch((error: unknown) => {
        if (!isRefused(error)) throw error;
        return calls.add(withoutContent(call, error));
      }),
  };
}

/** What is left of an exchange that cannot be stored: that it took place, when, and how it ended. */
function withoutContent(call: RecordedCall, error: unknown): RecordedCall {
  const ref = crypto.randomUUID().slice(0, 8);
  log.error({ ref, err: error, callId: call.id }, "a carrier call could not be stored with its content");
  const fault = `Our fault: the content of this call could not be stored (log reference ${ref}).`;
  const content = { requestHeaders: {}, requestBody: null, responseHeaders: null, responseBody: null };
  return { ...call, ...content, url: "", fault };
}

async function insertCalls(sql: Sql, accountId: string, calls: readonly RecordedCall[]) {
  const column = <T>(read: (call: RecordedCall) => T) => calls.map(read);
  await sql.query(
    `INSERT INTO carrier_call (id, account_id, endpoint_group, order_id, dispatch_id, actor_id, method, url, request_headers,
       request_body, status, response_headers, response_body, fault, started_at, duration_ms)
     SELECT id, $1, g, o, d, a, m, u, rh, rb, s, ph, pb, f, t, ms FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
       $7::text[], $8::text[], $9::jsonb[], $10::text[], $11::int[], $12::jsonb[], $13::text[], $14::text[], $15::timestamptz[], $16::int[])
       AS c(id, g, o, d, a, m, u, rh, rb, s, ph, pb, f, t, ms)
     ON CONFLICT (id) DO NOTHING`,
    [
      accountId,
      column((c) => c.id),
      column((c) => c.group),
      column((c) => c.trace.orderId ?? null),
      column((c) => c.trace.dispatchId ?? null),
      column((c) => c.trace.actorId ?? null),
      column((c) => c.method),
      column((c) => c.url),
      column((c) => JSON.stringify(c.requestHeaders)),
      column((c) => c.requestBody),
      column((c) => c.status),
      column((c) => c.responseHeaders && JSON.stringify(c.responseHeaders)),
      column((c) => c.responseBody),
      column((c) => c.fault),
      column((c) => c.startedAt),
      column((c) => c.durationMs),
    ],
  );
}
