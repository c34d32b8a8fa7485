import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideItem, type DecisionInput } from "./item-decision";

const input: fc.Arbitrary<DecisionInput> = fc.record(
  {
    step: fc.constantFrom("check", "poll", "settle"),
    finding: fc.constantFrom("done", "working", "opposite", "absent", "unseen", "refused", "unclear"),
    message: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    code: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    isRetryable: fc.option(fc.boolean(), { nil: undefined }),
    wasAccepted: fc.boolean(),
    absentReads: fc.integer({ min: 0, max: 5 }),
    absentReadsToResend: fc.integer({ min: 1, max: 3 }),
    isTimedOut: fc.boolean(),
  },
  { noNullPrototype: true },
);

const check = (hold: (decisionInput: DecisionInput) => void) => fc.assert(fc.property(input, hold), { numRuns: 2_000 });

describe("what a reading means for an item", () => {
  it("never resends what the carrier accepted", () => {
    check((decisionInput) => {
      if (decisionInput.step !== "check" && decisionInput.wasAccepted)
        expect(decideItem(decisionInput).type).not.toBe("send");
    });
  });

  it("sends only after a read shows nothing; after a lost response, only after enough such reads", () => {
    check((decisionInput) => {
      if (decideItem(decisionInput).type !== "send") return;
      expect(decisionInput.step).not.toBe("poll");
      if (decisionInput.step === "check") expect(["absent", "unseen"]).toContain(decisionInput.finding);
      else {
        expect(decisionInput.finding).toBe("absent");
        expect(decisionInput.absentReads).toBeGreaterThanOrEqual(decisionInput.absentReadsToResend);
      }
    });
  });

  it("confirms or skips only what the carrier reports as done", () => {
    check((decisionInput) => {
      const decision = decideItem(decisionInput);
      if (decision.type !== "move") return;
      if (decision.to === "confirmed" || decision.to === "skipped") expect(decisionInput.finding).toBe("done");
      if (decision.to === "skipped") expect(decisionInput.step).toBe("check");
    });
  });

  it("fails a sent item only on the carrier's rejection, never on silence or unknown states", () => {
    check((decisionInput) => {
      const decision = decideItem(decisionInput);
      if (decision.type === "move" && decision.to === "failed" && decisionInput.step !== "check")
        expect(decisionInput.finding).toBe("refused");
    });
  });

  it("never marks an item unknown before it was sent", () => {
    check((decisionInput) => {
      const decision = decideItem(decisionInput);
      if (decisionInput.step === "check" && decision.type === "move") expect(decision.to).not.toBe("unknown");
    });
  });

  it("gives a reason wherever the state needs one, and says whether a retry can help", () => {
    check((decisionInput) => {
      const decision = decideItem(decisionInput);
      if (decision.type !== "move") return;
      if (decision.to === "failed" || decision.to === "skipped" || decision.to === "unknown")
        expect(decision.message).toBeTruthy();
      expect(decision.isRetryable === null).toBe(decision.to !== "failed");
    });
  });

  it("gives up on an accepted item only after its timeout", () => {
    const decisionInput: DecisionInput = {
      step: "poll",
      finding: "absent",
      wasAccepted: true,
      absentReads: 9,
      absentReadsToResend: 1,
      isTimedOut: false,
    };
    expect(decideItem(decisionInput)).toEqual({ type: "wait" });
    expect(decideItem({ ...decisionInput, isTimedOut: true })).toMatchObject({ type: "move", to: "unknown" });
  });
});
