import "server-only";
import { z } from "zod";
import { CarrierError, type OrderProgram, type ReadAnswer } from "@/lib/carriers/carrier";
import { runTraced, type CallEnd, type CallTrace } from "@/lib/carriers/registry";
import { createBatch, isRefused } from "@/lib/db/batch";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { itemState, type OrderKind } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { WritableAccount } from "./accounts/open-account";
import type { ClaimedCheck, ClaimedDispatch, ClaimedRead, ClaimedWrite } from "./claim";
import { settleCheck, settleReading, type OpenItem } from "./settle-read";
import { settleAnswer, settleFault } from "./settle-write";
import { writeItemsApart, type CallOutcome } from "./write-apart";
import { writeDown, type Outcome } from "./write-down";

/** How the last call of a write ended. */
export type WriteEnd = CallEnd & { callId: string | null };
export type Performer = ReturnType<typeof createPerformer>;

/** Carries out claimed work at one account's carrier and writes its outcome. A fault of one claim never affects another. */
export function createPerformer(sql: Sql, account: WritableAccount) {
  const batch = createBatch<Outcome>((outcomes) => writeDown(sql, account, outcomes), { most: 200 });

  const store = (outcome: CallOutcome): Promise<void> =>
    batch.add(outcome).catch((error: unknown) => {
      if (!isRefused(error)) throw error;
      return writeItemsApart(sql, account, outcome, error);
    });

  function findProgram(kind: OrderKind): OrderProgram {
    const program = account.carrier.programs[kind];
    if (!program) throw new AppError("INVALID_INPUT", `${account.definition.label} does not carry out ${kind} orders.`);
    return program;
  }

  /** `isProbe`: it tests whether the carrier accepts writes again. Returns how its last call ended; null where none left. */
  async function performWrite(write: ClaimedWrite, { isProbe = false } = {}): Promise<WriteEnd | null> {
    const { orderId, dispatchId, isUrgent, writeBefore, reference, params, isResend } = write;
    const program = findProgram(write.kind);
    const numbers = write.items.map((item) => item.number);
    const traced = await runTraced({ orderId, dispatchId, isUrgent, writeBefore, isProbe }, () =>
      program.write({ numbers, reference, params, isResend }),
    );
    const settlement =
      traced.type === "returned"
        ? settleAnswer(write, program, traced.value, traced.callId)
        : // The probe of an outage does not fail by having been tried too often.
          settleFault(write, traced.error, isProbe ? 1 : write.attempt);
    const items = write.items.map((item) => ({ ...item, dispatchId }));
    await store({ ...settlement, orderId, items });
    return traced.end && { ...traced.end, callId: traced.callId };
  }

  async function performCheck(check: ClaimedCheck): Promise<void> {
    const { orderId, isUrgent, params } = check;
    const program = findProgram(check.kind);
    const numbers = check.items.map((item) => item.number);
    const { answer, callId } = await read({ orderId, isUrgent }, () =>
      program.read({ numbers, params, step: "check" }),
    );
    const items = check.items.map((item) => ({ ...item, dispatchId: null }));
    await store({ ...settleCheck(check, program, answer, callId), orderId, items });
  }

  async function performRead(claimed: ClaimedRead): Promise<void> {
    const program = findProgram(claimed.kind);
    const items = await listItems(sql, claimed);
    if (!items.some(isOpen)) return closeEmpty(claimed);
    // Numbers written one by one are read together; a write of many is read as a whole.
    const groups = program.writeSize === 1 ? [claimed.dispatches] : claimed.dispatches.map((dispatch) => [dispatch]);
    for (const dispatches of groups) await readGroup(claimed, program, dispatches, items);
  }

  async function readGroup(
    { orderId, isUrgent, params, step, ...order }: ClaimedRead,
    program: OrderProgram,
    dispatches: ClaimedDispatch[],
    items: OpenItem[],
  ) {
    const ids = new Set(dispatches.map((dispatch) => dispatch.dispatchId));
    const submitted = items.filter((item) => ids.has(item.dispatchId));
    const own = submitted.filter(isOpen);
    const [single] = dispatches.length === 1 ? dispatches : [];
    const { answer, callId } = await read({ orderId, dispatchId: single?.dispatchId, isUrgent }, () =>
      program.read({
        numbers: own.map((item) => item.number),
        submitted: submitted.map((item) => item.number),
        params,
        step,
        reference: single?.reference,
        externalId: single?.externalId ?? undefined,
      }),
    );
    const claim = { ...order, orderId, isUrgent, params };
    const settlement = settleReading(claim, step, program, dispatches, own, answer, callId);
    await store({ ...settlement, orderId, items: own });
  }

  /** A reading that is unusable because it names numbers that nobody requested is still noted at the order. */
  async function read(
    trace: CallTrace & { orderId: string },
    run: () => Promise<ReadAnswer>,
  ): Promise<{ answer: ReadAnswer; callId: string | null }> {
    const traced = await runTraced(trace, run);
    const { callId } = traced;
    if (traced.type === "returned") return { answer: traced.value, callId };
    const { error } = traced;
    if (error instanceof CarrierError && error.unrequested.length > 0) {
      const unrequested = { named: error.unrequested, callId: error.callId ?? callId };
      await store({ orderId: trace.orderId, items: [], moves: [], dispatches: [], facts: [], events: [], unrequested });
    }
    throw error;
  }

  const closeEmpty = ({ orderId, dispatches }: ClaimedRead) =>
    batch.add({
      orderId,
      moves: [],
      facts: [],
      events: [],
      dispatches: dispatches.map(({ dispatchId }) => ({ dispatchId, from: ["accepted", "lost"], to: "done" })),
    });

  return { performWrite, performCheck, performRead, findProgram, drain: batch.drain };
}

const isOpen = ({ state }: OpenItem) => state === "accepted" || state === "unknown";

const itemRow = z.object({
  dispatch_id: z.string(),
  seq: z.number(),
  e164: phoneNumber,
  state: itemState,
  was_accepted: z.boolean(),
});

/** All items of these writes: what a status of the whole means for the open ones depends on the settled ones, too. */
async function listItems(sql: Sql, read: ClaimedRead): Promise<OpenItem[]> {
  const rows = await queryRows(sql, itemRow)`
    SELECT dispatch_id, seq, e164, state, accepted_at IS NOT NULL AS was_accepted FROM order_item
    WHERE dispatch_id = ANY(${read.dispatches.map((dispatch) => dispatch.dispatchId)}::uuid[]) ORDER BY seq`;
  return rows.map((row) => ({
    dispatchId: row.dispatch_id,
    seq: row.seq,
    number: row.e164,
    state: row.state,
    wasAccepted: row.was_accepted,
  }));
}
