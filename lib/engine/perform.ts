import "server-only";
import { CarrierError, type OrderProgram, type ReadAnswer } from "@/lib/carriers/carrier";
import { withTrace, type CallTrace } from "@/lib/carriers/registry";
import type { OpenAccount } from "@/lib/context";
import { createBatch, isRefused } from "@/lib/db/batch";
import type { Sql } from "@/lib/db/client";
import { AppError } from "@/lib/domain/errors";
import type { OrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ClaimedCheck, ClaimedDispatch, ClaimedRead, ClaimedWrite } from "./claim";
import { settleCheck, settleReading, type OpenItem } from "./settle-read";
import { settleAnswer, settleFault } from "./settle-write";
import { writeItemsApart, type CallOutcome } from "./write-apart";
import { writeDown, type Outcome } from "./write-down";

export type WriteEnd = NonNullable<CallTrace["lastEnd"]> & { callId: string | null };
export type Performer = ReturnType<typeof createPerformer>;

/** Carries out claimed work at one account's carrier and writes down what came of it. A fault of one claim never touches another. */
export function createPerformer(sql: Sql, account: OpenAccount) {
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

  /** `isProbe`: it tries whether the carrier takes changes again. Returns how its last call ended; null where none left. */
  async function performWrite(write: ClaimedWrite, { isProbe = false } = {}): Promise<WriteEnd | null> {
    const trace: CallTrace = {
      orderId: write.orderId,
      dispatchId: write.dispatchId,
      isUrgent: write.isUrgent,
      writeBefore: write.writeBefore,
      isProbe,
    };
    const program = findProgram(write.kind);
    const numbers = write.items.map((item) => item.number);
    const settlement = await withTrace(trace, () =>
      program.write({ numbers, reference: write.reference, params: write.params }),
    ).then(
      (answer) => settleAnswer(write, program, answer, trace.lastCallId ?? null),
      (error: unknown) => {
        // Whoever is the probe of an outage does not fail by having been it too often.
        const attempt = isProbe ? 1 : Number(write.reference.split("-").at(-1));
        return settleFault(write, error, attempt);
      },
    );
    const items = write.items.map((item) => ({ ...item, dispatchId: write.dispatchId }));
    await store({ ...settlement, orderId: write.orderId, items });
    return trace.lastEnd ? { ...trace.lastEnd, callId: trace.lastCallId ?? null } : null;
  }

  async function performCheck(check: ClaimedCheck): Promise<void> {
    const trace: CallTrace = { orderId: check.orderId, isUrgent: check.isUrgent };
    const program = findProgram(check.kind);
    const numbers = check.items.map((item) => item.number);
    const answer = await readNoting(check.orderId, trace, () =>
      program.read({ numbers, params: check.params, step: "check" }),
    );
    const settlement = settleCheck(check, program, answer, trace.lastCallId ?? null);
    const items = check.items.map((item) => ({ ...item, dispatchId: null }));
    await store({ ...settlement, orderId: check.orderId, items });
  }

  async function performRead(read: ClaimedRead): Promise<void> {
    const program = findProgram(read.kind);
    const items = await listItems(sql, read);
    if (!items.some(isOpen)) return closeEmpty(read);
    // Numbers written one by one are asked for together; a write of many is read as the whole that it is.
    const groups = program.writeSize === 1 ? [read.dispatches] : read.dispatches.map((dispatch) => [dispatch]);
    for (const dispatches of groups) await readGroup(read, program, dispatches, items);
  }

  async function readGroup(read: ClaimedRead, program: OrderProgram, dispatches: ClaimedDispatch[], items: OpenItem[]) {
    const ids = new Set(dispatches.map((dispatch) => dispatch.dispatchId));
    const submitted = items.filter((item) => ids.has(item.dispatchId));
    const own = submitted.filter(isOpen);
    const [single] = dispatches.length === 1 ? dispatches : [];
    const trace: CallTrace = { orderId: read.orderId, dispatchId: single?.dispatchId, isUrgent: read.isUrgent };
    const answer = await readNoting(read.orderId, trace, () =>
      program.read({
        numbers: own.map((item) => item.number),
        submitted: submitted.map((item) => item.number),
        params: read.params,
        step: read.step,
        reference: single?.reference,
        externalId: single?.externalId ?? undefined,
      }),
    );
    const settlement = settleReading(read, read.step, program, dispatches, own, answer, trace.lastCallId ?? null);
    await store({ ...settlement, orderId: read.orderId, items: own });
  }

  /** A reading that cannot be used because it names what nobody submitted still leaves its trace at the order. */
  async function readNoting(orderId: string, trace: CallTrace, read: () => Promise<ReadAnswer>): Promise<ReadAnswer> {
    try {
      return await withTrace(trace, read);
    } catch (error) {
      if (error instanceof CarrierError && error.strangers.length > 0) {
        const strangers = { named: error.strangers, callId: error.callId ?? trace.lastCallId ?? null };
        await store({ orderId, items: [], moves: [], dispatches: [], facts: [], events: [], strangers });
      }
      throw error;
    }
  }

  const closeEmpty = (read: ClaimedRead) =>
    batch.add({
      orderId: read.orderId,
      moves: [],
      facts: [],
      events: [],
      dispatches: read.dispatches.map(({ dispatchId }) => ({ dispatchId, from: ["accepted", "lost"], to: "done" })),
    });

  return { performWrite, performCheck, performRead, findProgram, drain: batch.drain };
}

const isOpen = ({ state }: OpenItem) => state === "accepted" || state === "unknown";

/** All items of these writes: what a status of the whole means for the open ones depends on those that are settled, too. */
async function listItems(sql: Sql, read: ClaimedRead): Promise<OpenItem[]> {
  const { rows } = await sql.query<{
    dispatch_id: string;
    seq: number;
    e164: PhoneNumber;
    state: OpenItem["state"];
    was_accepted: boolean;
  }>(
    `SELECT dispatch_id, seq, e164, state, accepted_at IS NOT NULL AS was_accepted FROM order_item
     WHERE dispatch_id = ANY($1::uuid[]) ORDER BY seq`,
    [read.dispatches.map((dispatch) => dispatch.dispatchId)],
  );
  return rows.map((row) => ({
    dispatchId: row.dispatch_id,
    seq: row.seq,
    number: row.e164,
    state: row.state,
    wasAccepted: row.was_accepted,
  }));
}
