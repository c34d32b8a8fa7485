import type { ItemState } from "./order";

/** Why the carrier was read; see lib/carriers/carrier.ts. */
export type ReadStep = "check" | "poll" | "settle";
export type Finding = "done" | "working" | "opposite" | "absent" | "unseen" | "refused" | "unclear";

export type DecisionInput = {
  step: ReadStep;
  finding: Finding;
  /** The carrier's own words or code behind the finding, where it gave any. */
  words?: string;
  code?: string;
  isRetryable?: boolean;
  /** The write was accepted by the carrier in so many words. */
  wasAccepted: boolean;
  /** Readings in a row that showed nothing there, this one included, and how many prove that nothing happened. */
  absentReads: number;
  absentReadsToResend: number;
  /** The time in which "not there yet" is no surprise has run out. */
  isOutOfPatience: boolean;
};

export type Decision =
  /** Settle the item, or move it on: the words are never blank where the state needs a reason. */
  | {
      is: "move";
      to: Exclude<ItemState, "queued" | "sending">;
      code: string | null;
      message: string | null;
      isRetryable: boolean | null;
    }
  /** Safe to write (again). */
  | { is: "send" }
  /** Read again later. */
  | { is: "wait" };

const move = (
  to: "accepted" | "confirmed" | "failed" | "skipped" | "unknown",
  input: DecisionInput,
  message: string | null,
) =>
  ({
    is: "move",
    to,
    code: input.code ?? null,
    message,
    isRetryable: to === "failed" ? (input.isRetryable ?? false) : null,
  }) as const;

/**
 * What a reading at the carrier means for one item. The heart of "never re-sent blindly": only `send` leads to a write, and it comes
 * only from a reading that shows nothing there, before the first write or after a write whose answer was lost.
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
  const { finding, words } = input;
  switch (finding) {
    case "done":
      return move("skipped", input, words ?? "Nothing to do: the carrier shows it done already.");
    case "working":
      return move("accepted", input, words ?? "Already under way at the carrier.");
    case "opposite":
      return { is: "wait" };
    case "absent":
    case "unseen":
      return { is: "send" };
    case "refused":
      return move("failed", input, words ?? "The carrier's state does not allow it.");
    case "unclear":
      return move(
        "failed",
        input,
        `Nothing was sent: the carrier reports a state that we do not know (${words ?? "no words"}).`,
      );
  }
}

function decidePoll(input: DecisionInput): Decision {
  const { finding, words } = input;
  switch (finding) {
    case "done":
      return move("confirmed", input, words ?? null);
    case "refused":
      return move("failed", input, words ?? "The carrier ended it without success and gave no reason.");
    case "unclear":
      return move("unknown", input, words ?? "The carrier's answer does not mention this number.");
    case "absent":
    case "unseen":
      return waitOrGiveUp(input);
    case "working":
    case "opposite":
      return { is: "wait" };
  }
}

function decideSettle(input: DecisionInput): Decision {
  const { finding, words, wasAccepted, absentReads, absentReadsToResend } = input;
  switch (finding) {
    case "done":
      return move("confirmed", input, words ?? null);
    case "working":
      return move("accepted", input, words ?? null);
    case "refused":
      return move("failed", input, words ?? "The carrier ended it without success and gave no reason.");
    case "absent":
      // What the carrier accepted is never sent a second time by a machine, whatever a reading fails to show.
      if (!wasAccepted) return absentReads >= absentReadsToResend ? { is: "send" } : { is: "wait" };
      return waitOrGiveUp(input);
    case "unseen":
      return waitOrGiveUp(input);
    case "opposite":
    case "unclear":
      return { is: "wait" };
  }
}

/** An accepted write that shows no effect is pending for a while, and then unknown: never failed, never sent again. */
const waitOrGiveUp = (input: DecisionInput): Decision =>
  input.wasAccepted && input.isOutOfPatience
    ? move("unknown", input, input.words ?? "The carrier accepted it, and shows nothing of it since.")
    : { is: "wait" };
