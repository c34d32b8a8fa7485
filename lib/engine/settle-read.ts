import "server-only";
import { uuidv7 } from "uuidv7";
import type { OrderProgram, ReadAnswer, Reading } from "@/lib/carriers/carrier";
import { decideItem, type DecisionInput, type ReadStep } from "@/lib/domain/item-decision";
import type { ItemState } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ClaimedCheck, ClaimedDispatch, ClaimedOrder } from "./claim";
import type { FactEntry, NumberEventInput } from "./facts";
import type { DispatchChange, ItemMove } from "./item-moves";
import type { Settlement } from "./settle-write";

/** An item of a write that waits for a reading, as it stands now. */
export type OpenItem = { dispatchId: string; seq: number; number: PhoneNumber; state: ItemState; wasAccepted: boolean };
/** A write not made here, found under way: followed from now on. */
export type JoinedDispatch = { dispatchId: string; reference: string; dueIn: number };

const SETTLE_DELAYS = [2, 5, 10, 30, 60, 300, 900, 3600] as const;
/** After so many readings without a result the engine stops reading: a person decides, or asks again. */
const MAX_SETTLE_READS = 30;
const CHECK_AGAIN_SECONDS = 5;

const UNSEEN: Omit<Reading, "number"> = {
  finding: "unclear",
  message: "The carrier's answer does not mention this number.",
};

export const delayAfter = (delays: readonly number[], reads: number) =>
  delays[Math.min(reads, delays.length) - 1] ?? delays[0] ?? 5;

/** The reading before the first write: what is done already is skipped, what is under way is joined, the rest is released for writing. */
export function settleCheck(
  check: ClaimedCheck,
  program: OrderProgram,
  answer: ReadAnswer,
  callId: string | null,
): Settlement & { joined: JoinedDispatch[] } {
  const byNumber = new Map(answer.readings.map((reading) => [reading.number, reading]));
  const joined: JoinedDispatch[] = [];
  const moves: ItemMove[] = [];
  for (const { seq, number } of check.items) {
    const reading = byNumber.get(number) ?? UNSEEN;
    const base = { orderId: check.orderId, seq, dispatchId: null, from: ["queued"], callId } as const;
    const decision = decideItem({ ...toDecisionInput(reading), step: "check", wasAccepted: false, ...NO_HISTORY });
    if (decision.type === "wait")
      moves.push({ ...base, to: "queued", message: reading.message ?? null, dueIn: CHECK_AGAIN_SECONDS });
    else if (decision.type === "send") moves.push({ ...base, to: "queued", isPrechecked: true, dueIn: 0 });
    else if (decision.to === "accepted") {
      const dispatchId = uuidv7();
      joined.push({ dispatchId, reference: `${check.ref}-${seq}-0`, dueIn: program.pollDelays[0] ?? 5 });
      moves.push({ ...base, to: "accepted", message: decision.message, newDispatchId: dispatchId });
    } else moves.push({ ...base, ...decision });
  }
  return { moves, dispatches: [], joined, facts: collectFacts(check, answer, check.items, callId), events: [] };
}

/** A reading after a write: of what was accepted (`poll`), or of what may have happened (`settle`). */
export function settleReading(
  order: ClaimedOrder,
  step: Exclude<ReadStep, "check">,
  program: OrderProgram,
  dispatches: readonly ClaimedDispatch[],
  items: readonly OpenItem[],
  answer: ReadAnswer,
  callId: string | null,
): Settlement {
  const byNumber = new Map(answer.readings.map((reading) => [reading.number, reading]));
  const moves: ItemMove[] = [];
  const changes: DispatchChange[] = [];
  const events: NumberEventInput[] = [];
  for (const dispatch of dispatches) {
    const own = items.filter((item) => item.dispatchId === dispatch.dispatchId);
    const isAnyAbsent = own.some((item) => (byNumber.get(item.number) ?? UNSEEN).finding === "absent");
    const absentReads = isAnyAbsent ? dispatch.absentReads + 1 : 0;
    const after: ItemState[] = [];
    for (const item of own) {
      const reading = byNumber.get(item.number) ?? UNSEEN;
      const base = {
        orderId: order.orderId,
        seq: item.seq,
        dispatchId: dispatch.dispatchId,
        from: ["accepted", "unknown"],
        callId,
      } as const;
      const decision = decideItem({
        ...toDecisionInput(reading),
        step,
        wasAccepted: item.wasAccepted,
        absentReads,
        absentReadsToResend: program.absentReadsToResend,
        isTimedOut: dispatch.ageSeconds > program.maxWaitSeconds,
      });
      if (decision.type === "wait") after.push(item.state);
      else if (decision.type === "send") {
        after.push("queued");
        moves.push({
          ...base,
          to: "queued",
          isPrechecked: true,
          dueIn: delayBeforeResend(dispatch.attempt),
          message: "The carrier shows that nothing happened: sent again.",
        });
      } else {
        after.push(decision.to);
        if (decision.to !== item.state || decision.message) moves.push({ ...base, ...decision });
        if (decision.to === "failed")
          events.push({
            number: item.number,
            kind: "failed",
            message: [decision.code, decision.message].filter(Boolean).join(": "),
            orderId: order.orderId,
            callId,
          });
      }
    }
    changes.push(changeDispatch(dispatch, step, program, after, absentReads, answer.externalId, callId));
  }
  return {
    moves,
    dispatches: changes,
    facts: collectFacts(order, answer, items, callId),
    events,
    ...(answer.unrequested && { unrequested: { named: answer.unrequested, callId } }),
  };
}

/** The next state of a write after a reading that left its items in the states `after`. */
export function changeDispatch(
  dispatch: Pick<ClaimedDispatch, "dispatchId" | "polls">,
  step: "poll" | "settle",
  { pollDelays }: Pick<OrderProgram, "pollDelays">,
  after: readonly ItemState[],
  absentReads: number,
  externalId: string | undefined,
  callId: string | null,
): DispatchChange {
  const base = {
    dispatchId: dispatch.dispatchId,
    from: ["accepted", "lost"],
    absentReads,
    callId,
    externalId,
  } as const;
  const isUnknown = after.includes("unknown");
  const isAccepted = after.includes("accepted");
  if (!isUnknown && !isAccepted) return { ...base, to: after.includes("queued") ? "void" : "done" };
  if (!isUnknown) {
    // Found after all: it is polled like any accepted write, from the start of its delays.
    const reads = step === "settle" ? 1 : dispatch.polls;
    return { ...base, to: "accepted", dueIn: delayAfter(pollDelays, reads) };
  }
  const isGivenUp = dispatch.polls >= MAX_SETTLE_READS;
  return {
    ...base,
    to: "lost",
    dueIn: isGivenUp ? null : delayAfter(SETTLE_DELAYS, step === "poll" ? 4 : dispatch.polls),
  };
}

const RESEND_DELAYS = [0, 2, 5, 15, 30, 60, 300, 900] as const;

/** A number that fails again and again delays no other: only its own next try waits longer. */
export const delayBeforeResend = (attempt: number): number => RESEND_DELAYS[Math.max(attempt - 1, 0)] ?? 900;

const NO_HISTORY = { absentReads: 0, absentReadsToResend: 1, isTimedOut: false };

const toDecisionInput = (
  reading: Omit<Reading, "number">,
): Pick<DecisionInput, "finding" | "carrierMessage" | "code" | "isRetryable"> => ({
  finding: reading.finding,
  carrierMessage: reading.message,
  code: reading.code,
  isRetryable: reading.isRetryable,
});

function collectFacts(
  order: { orderId: string },
  answer: ReadAnswer,
  items: readonly { number: PhoneNumber }[],
  callId: string | null,
): FactEntry[] {
  const ours = new Set(items.map((item) => item.number));
  return answer.readings.flatMap((reading) =>
    reading.facts && ours.has(reading.number)
      ? [
          {
            number: reading.number,
            facts: reading.facts,
            raw: reading.raw,
            orderId: order.orderId,
            callId: reading.callId ?? callId,
          },
        ]
      : [],
  );
}
