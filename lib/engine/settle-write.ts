import "server-only";
import {
  CarrierError,
  type OrderProgram,
  type UnrequestedEntry,
  type WriteAnswer,
  type WriteOutcome,
} from "@/lib/carriers/carrier";
import type { ClaimedWrite } from "./claim";
import type { FactEntry, NumberEventInput } from "./facts";
import type { DispatchChange, ItemMove } from "./item-moves";

/** What is to be written after a call: all of it in one transaction, or nothing. */
export type Settlement = {
  moves: ItemMove[];
  dispatches: DispatchChange[];
  facts: FactEntry[];
  events: NumberEventInput[];
  /** What the answer contains and nobody requested, with the call that brought it. */
  unrequested?: { named: readonly UnrequestedEntry[]; callId: string | null };
};

/** The next states of one item and of its write. */
export type ItemChange = Pick<ItemMove, "to" | "code" | "message" | "isRetryable" | "dueIn" | "isPrechecked">;
export type WriteChange = { item: ItemChange; dispatch: Pick<DispatchChange, "to" | "dueIn"> };

export const FIRST_READ_AFTER_LOSS_SECONDS = 1.5;
const MAX_ATTEMPTS = 10;
/** Refused credentials are probed by the account's breaker, which pauses the rest; here they only must not go on forever. */
const MAX_REFUSED_ATTEMPTS = 3;

/** The carrier's answer to a write, number by number. A number that it leaves open is unknown until a reading settles it. */
export function settleAnswer(
  write: ClaimedWrite,
  program: Pick<OrderProgram, "pollDelays">,
  answer: WriteAnswer,
  callId: string | null,
): Settlement {
  const moves: ItemMove[] = [];
  const facts: FactEntry[] = [];
  const events: NumberEventInput[] = [];
  const outcomes = write.items.map(({ number }) => answer.outcomes.get(number) ?? answer.rest);
  for (const [index, outcome] of outcomes.entries()) {
    const item = write.items[index];
    if (!item) continue;
    const { seq, number } = item;
    moves.push({ ...toMoveBase(write, seq, callId), ...toItemChange(outcome) });
    if (outcome.type !== "unclear" && outcome.facts)
      facts.push({ number, facts: outcome.facts, raw: outcome.raw, orderId: write.orderId, callId });
    if (outcome.type === "failed")
      events.push({
        number,
        kind: "failed",
        message: `${outcome.code}: ${outcome.message}`,
        orderId: write.orderId,
        callId,
      });
  }
  const change = decideDispatch(outcomes, program.pollDelays[0]);
  const dispatches: DispatchChange[] = [
    { dispatchId: write.dispatchId, from: ["sending"], externalId: answer.externalId ?? null, callId, ...change },
  ];
  return {
    moves,
    dispatches,
    facts,
    events,
    ...(answer.unrequested && { unrequested: { named: answer.unrequested, callId } }),
  };
}

/** A write is open while one of its outcomes is; `firstPoll`: seconds until the first poll of what was accepted. */
export function decideDispatch(outcomes: readonly WriteOutcome[], firstPoll = 5): WriteChange["dispatch"] {
  const kinds = new Set(outcomes.map((outcome) => outcome.type));
  if (kinds.has("unclear")) return { to: "lost", dueIn: FIRST_READ_AFTER_LOSS_SECONDS };
  return kinds.has("accepted") ? { to: "accepted", dueIn: firstPoll } : { to: "done", dueIn: null };
}

export function toItemChange(outcome: WriteOutcome): ItemChange {
  switch (outcome.type) {
    case "accepted":
      return { to: "accepted", message: outcome.message ?? null };
    case "confirmed":
      return { to: "confirmed", message: outcome.message ?? null };
    case "failed":
      return { to: "failed", code: outcome.code, message: outcome.message, isRetryable: outcome.isRetryable };
    case "unclear":
      return { to: "unknown", code: outcome.code ?? null, message: outcome.message };
  }
}

/** `hasReading` false: the carrier offers no reading that could settle a lost answer, so only a person decides. */
type FaultOptions = { attempt: number; hasReading?: boolean };

/**
 * A write that ended in an error. If it may have happened, the items are unknown, and a reading settles them. If it surely did not, for a
 * passing cause, they return to the queue. If it was refused, they have failed, with the carrier's message.
 */
export function decideFault(error: unknown, { attempt, hasReading = true }: FaultOptions): WriteChange {
  const fault = toCarrierError(error);
  const code = fault.carrierCode ?? (fault.status ? String(fault.status) : null);
  if (fault.mayHaveHappened) {
    const next = hasReading
      ? "Whether it took effect is being checked at the carrier."
      : "No reading of the carrier shows whether it took effect.";
    return {
      item: { to: "unknown", code, message: `${fault.message} ${next}` },
      dispatch: { to: "lost", dueIn: hasReading ? FIRST_READ_AFTER_LOSS_SECONDS : null },
    };
  }
  // Waiting for an allowance, or for a paused account, is no attempt at the carrier: it never ends in a failure.
  const isWaiting = fault.fault === "rate_limited" || fault.fault === "paused";
  const maxAttempts = fault.fault === "auth" ? MAX_REFUSED_ATTEMPTS : MAX_ATTEMPTS;
  const isRetryable = fault.isRetryable || fault.fault === "auth";
  if (isWaiting || (isRetryable && attempt < maxAttempts))
    return {
      item: { to: "queued", code, message: fault.message, dueIn: waitSeconds(fault, attempt), isPrechecked: true },
      dispatch: { to: "void" },
    };
  return {
    item: { to: "failed", code: code ?? fault.fault, message: fault.message, isRetryable },
    dispatch: { to: "done" },
  };
}

/** `decideFault` for all numbers of an order's write. */
export function settleFault(write: ClaimedWrite, error: unknown, attempt: number): Settlement {
  const fault = toCarrierError(error);
  const callId = fault.callId ?? null;
  const { item, dispatch } = decideFault(fault, { attempt });
  const events: NumberEventInput[] =
    item.to === "failed"
      ? write.items.map(({ number }) => ({
          number,
          kind: "failed",
          message: fault.message,
          orderId: write.orderId,
          callId,
        }))
      : [];
  return {
    moves: write.items.map(({ seq }) => ({ ...toMoveBase(write, seq, callId), ...item })),
    dispatches: [{ dispatchId: write.dispatchId, from: ["sending"], callId, ...dispatch }],
    facts: [],
    events,
    ...(fault.mayHaveHappened && fault.unrequested.length > 0 && { unrequested: { named: fault.unrequested, callId } }),
  };
}

const toMoveBase = (write: ClaimedWrite, seq: number, callId: string | null) =>
  ({
    orderId: write.orderId,
    seq,
    dispatchId: write.dispatchId,
    from: ["sending"],
    callId,
  }) satisfies Partial<ItemMove>;

const toCarrierError = (error: unknown): CarrierError =>
  error instanceof CarrierError
    ? error
    : new CarrierError("bad_response", "Our own fault while reading the answer.", {
        mayHaveHappened: true,
        cause: error,
      });

function waitSeconds(fault: CarrierError, attempt: number): number {
  if (fault.resetAt !== undefined) return Math.max((fault.resetAt - Date.now()) / 1000, 0) + Math.random() * 0.25;
  return Math.min(2 ** attempt, 120) * (0.75 + Math.random() / 2);
}
