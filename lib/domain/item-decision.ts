import type { ItemState } from "./order";

/** Why the carrier was read; see lib/carriers/carrier.ts. */
export type ReadStep = "check" | "poll" | "settle";
export type Finding = "done" | "working" | "opposite" | "absent" | "unseen" | "refused" | "unclear";

export type DecisionInput = {
  step: ReadStep;
  finding: Finding;
  /** The carrier's text or code behind the finding, if any. */
  carrierMessage?: string;
  code?: string;
  isRetryable?: boolean;
  /** The carrier explicitly accepted the write. */
  wasAccepted: boolean;
  /** Consecutive reads, including this one, that found nothing, and how many prove that nothing happened. */
  absentReads: number;
  absentReadsToResend: number;
  /** "Not there yet" is no longer expected. */
  isTimedOut: boolean;
};

export type Decision =
  /** Settle or advance the item. `words` is never blank where the state needs a reason. */
  | {
      type: "move";
      to: Exclude<ItemState, "queued" | "sending">;
      code: string | null;
      message: string | null;
      isRetryable: boolean | null;
    }
  /** Safe to write (again). */
  | { type: "send" }
  /** Read again later. */
  | { type: "wait" };

const move = (
  to: "accepted" | "confirmed" | "failed" | "skipped" | "unknown",
  input: DecisionInput,
  message: string | null,
) =>
  ({
    type: "move",
    to,
    code: input.code ?? null,
    message,
    isRetryable: to === "failed" ? (input.isRetryable ?? false) : null,
  }) as const;

/**
 * What a carrier read means for one item. Only `send` leads to a write, and only after a read that shows nothing there:
 * before the first write, or after a write whose response was lost.
 */
export function decideItem(input: DecisionInput): Decision {
  switch (input.step) {
    case "check":
      return decideCheck(input);
    case "poll":
      return decidePoll(input);
    case "settle":
      return decideSettle(input);
  }
}

function decideCheck(input: DecisionInput): Decision {
  const { finding, carrierMessage } = input;
  switch (finding) {
    case "done":
      return move("skipped", input, carrierMessage ?? "Nothing to do: the carrier reports it as done already.");
    case "working":
      return move("accepted", input, carrierMessage ?? "Already in progress at the carrier.");
    case "opposite":
      return { type: "wait" };
    case "absent":
    case "unseen":
      return { type: "send" };
    case "refused":
      return move("failed", input, carrierMessage ?? "The carrier's state does not allow it.");
    case "unclear":
      return move(
        "failed",
        input,
        `Nothing was sent: the carrier reports an unknown state (${carrierMessage ?? "no text"}).`,
      );
  }
}

function decidePoll(input: DecisionInput): Decision {
  const { finding, carrierMessage } = input;
  switch (finding) {
    case "done":
      return move("confirmed", input, carrierMessage ?? null);
    case "refused":
      return move("failed", input, carrierMessage ?? "The carrier reported a failure without a reason.");
    case "unclear":
      return move("unknown", input, carrierMessage ?? "The carrier's response does not mention this number.");
    case "absent":
    case "unseen":
      return waitOrGiveUp(input);
    case "working":
    case "opposite":
      return { type: "wait" };
  }
}

function decideSettle(input: DecisionInput): Decision {
  const { finding, carrierMessage, wasAccepted, absentReads, absentReadsToResend } = input;
  switch (finding) {
    case "done":
      return move("confirmed", input, carrierMessage ?? null);
    case "working":
      return move("accepted", input, carrierMessage ?? null);
    case "refused":
      return move("failed", input, carrierMessage ?? "The carrier reported a failure without a reason.");
    case "absent":
      // An accepted write is never resent automatically, whatever a read fails to show.
      if (!wasAccepted) return absentReads >= absentReadsToResend ? { type: "send" } : { type: "wait" };
      return waitOrGiveUp(input);
    case "unseen":
      return waitOrGiveUp(input);
    case "opposite":
    case "unclear":
      return { type: "wait" };
  }
}

/** An accepted write without effect is pending for a while, then unknown: never failed, never resent. */
const waitOrGiveUp = (input: DecisionInput): Decision =>
  input.wasAccepted && input.isTimedOut
    ? move("unknown", input, input.carrierMessage ?? "The carrier accepted it but has shown no result since.")
    : { type: "wait" };
