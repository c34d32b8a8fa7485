import "server-only";
import { CarrierError, type Stranger, type WriteAnswer, type WriteOutcome } from "@/lib/carriers/carrier";
import type { OrderProgram } from "@/lib/carriers/carrier";
import type { ClaimedWrite } from "./claim";
import type { FactEntry, NumberEventInput } from "./facts";
import type { DispatchChange, ItemMove } from "./item-moves";

/** What is to be written down after a call: all of it in one transaction, or nothing. */
export type Settlement = {
  moves: ItemMove[];
  dispatches: DispatchChange[];
  facts: FactEntry[];
  events: NumberEventInput[];
  /** What the answer names and nobody submitted, with the call that brought it. */
  strangers?: { named: readonly Stranger[]; callId: string | null };
};

const FIRST_LOOK_AFTER_LOSS_SECONDS = 1.5;
const MOST_ATTEMPTS = 10;
/** Refused credentials are asked after by the account's breaker, which holds the rest back; here they only must not go on for ever. */
const MOST_REFUSED_ATTEMPTS = 3;

/** The carrier's answer to a write, number by number. A number that it leaves open is unknown until a reading settles it. */
export function settleAnswer(
  write: ClaimedWrite,
  program: OrderProgram,
  answer: WriteAnswer,
  callId: string | null,
): Settlement {
  const moves: ItemMove[] = [];
  const facts: FactEntry[] = [];
  const events: NumberEventInput[] = [];
  const kinds = new Set<WriteOutcome["is"]>();
  for (const { seq, number } of write.items) {
    const outcome = answer.outcomes.get(number) ?? answer.rest;
    kinds.add(outcome.is);
    moves.push({
      orderId: write.orderId,
      seq,
      dispatchId: write.dispatchId,
      from: ["sending"],
      callId,
      ...toMove(outcome),
    });
    if (outcome.is !== "unclear" && outcome.facts)
      facts.push({ number, facts: outcome.facts, raw: outcome.raw, orderId: write.orderId, callId });
    if (outcome.is === "failed")
      events.push({
        number,
        kind: "failed",
        message: `${outcome.code}: ${outcome.message}`,
        orderId: write.orderId,
        callId,
      });
  }
  const to = kinds.has("unclear") ? "lost" : kinds.has("accepted") ? "accepted" : "done";
  const dueIn = to === "done" ? null : to === "lost" ? FIRST_LOOK_AFTER_LOSS_SECONDS : (program.pollDelays[0] ?? 5);
  const dispatches: DispatchChange[] = [
    { dispatchId: write.dispatchId, from: ["sending"], to, externalId: answer.externalId ?? null, dueIn, callId },
  ];
  return {
    moves,
    dispatches,
    facts,
    events,
    ...(answer.strangers && { strangers: { named: answer.strangers, callId } }),
  };
}

function toMove(outcome: WriteOutcome): Pick<ItemMove, "to" | "code" | "message" | "isRetryable"> {
  switch (outcome.is) {
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

/**
 * A write that ended in an error. May it have happened: the items are unknown, and a reading settles them. Surely not, for a passing
 * cause: they go back into the queue. Surely not, by refusal: they have failed, in the carrier's words.
 */
export function settleFault(write: ClaimedWrite, error: unknown, attempt: number): Settlement {
  const fault =
    error instanceof CarrierError
      ? error
      : new CarrierError("bad_response", "Our own fault while reading the answer.", {
          mayHaveHappened: true,
          cause: error,
        });
  const callId = fault.callId ?? null;
  const named = fault.strangers.length > 0 && { strangers: { named: fault.strangers, callId } };
  const base = (seq: number) =>
    ({
      orderId: write.orderId,
      seq,
      dispatchId: write.dispatchId,
      from: ["sending"],
      callId,
    }) satisfies Partial<ItemMove>;
  const code = fault.carrierCode ?? (fault.status ? String(fault.status) : null);

  if (fault.mayHaveHappened)
    return {
      moves: write.items.map(({ seq }) => ({
        ...base(seq),
        to: "unknown",
        code,
        message: `${fault.message} Whether it took effect is being checked at the carrier.`,
      })),
      dispatches: [
        { dispatchId: write.dispatchId, from: ["sending"], to: "lost", dueIn: FIRST_LOOK_AFTER_LOSS_SECONDS, callId },
      ],
      facts: [],
      events: [],
      ...named,
    };

  // Waiting for an allowance, or for the account to go on, is no attempt at the carrier: it never ends in a failure.
  const isWaiting = fault.fault === "rate_limited" || fault.fault === "paused";
  const mostAttempts = fault.fault === "auth" ? MOST_REFUSED_ATTEMPTS : MOST_ATTEMPTS;
  if (isWaiting || ((fault.isRetryable || fault.fault === "auth") && attempt < mostAttempts)) {
    const dueIn = waitSeconds(fault, attempt);
    return {
      moves: write.items.map(({ seq }) => ({
        ...base(seq),
        to: "queued",
        code,
        message: fault.message,
        dueIn,
        isChecked: true,
      })),
      dispatches: [{ dispatchId: write.dispatchId, from: ["sending"], to: "void", callId }],
      facts: [],
      events: [],
    };
  }

  return {
    moves: write.items.map(({ seq }) => ({
      ...base(seq),
      to: "failed",
      code: code ?? fault.fault,
      message: fault.message,
      isRetryable: fault.isRetryable || fault.fault === "auth",
    })),
    dispatches: [{ dispatchId: write.dispatchId, from: ["sending"], to: "done", callId }],
    facts: [],
    events: write.items.map(({ number }) => ({
      number,
      kind: "failed",
      message: fault.message,
      orderId: write.orderId,
      callId,
    })),
  };
}

function waitSeconds(fault: CarrierError, attempt: number): number {
  if (fault.resetAt !== undefined) return Math.max((fault.resetAt - Date.now()) / 1000, 0) + Math.random() * 0.25;
  return Math.min(2 ** attempt, 120) * (0.75 + Math.random() / 2);
}
