import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideItem, type DecisionInput } from "./item-decision";

const input: fc.Arbitrary<DecisionInput> = fc.record(
  {
    step: fc.constantFrom("check", "poll", "settle"),
    finding: fc.constantFrom("done", "working", "opposite", "absent", "unseen", "refused", "unclear"),
    words: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    code: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    isRetryable: fc.option(fc.boolean(), { nil: undefined }),
    wasAccepted: fc.boolean(),
    absentReads: fc.integer({ min: 0, max: 5 }),
    absentReadsToResend: fc.integer({ min: 1, max: 3 }),
    isOutOfPatience: fc.boolean(),
  },
  { noNullPrototype: true },
);

const check = (hold: (given: DecisionInput) => void) => fc.assert(fc.property(input, hold), { numRuns: 2_000 });

describe("what a reading means for an item", () => {
  it("never resends what the carrier accepted", () => {
    check((given) => {
      if (given.step !== "check" && given.wasAccepted) expect(decideItem(given).is).not.toBe("send");
    });
  });

  it("sends only after a read shows nothing; after a lost response, only after enough such reads", () => {
    check((given) => {
      if (decideItem(given).is !== "send") return;
      expect(given.step).not.toBe("poll");
      if (given.step === "check") expect(["absent", "unseen"]).toContain(given.finding);
      else {
        expect(given.finding).toBe("absent");
        expect(given.absentReads).toBeGreaterThanOrEqual(given.absentReadsToResend);
      }
    });
  });

  it("confirms or skips only what the carrier reports as done", () => {
    check((given) => {
      const decision = decideItem(given);
      if (decision.is !== "move") return;
      if (decision.to === "confirmed" || decision.to === "skipped") expect(given.finding).toBe("done");
      if (decision.to === "skipped") expect(given.step).toBe("check");
    });
  });

  it("fails a sent item only on the carrier's rejection, never on silence or unknown states", () => {
    check((given) => {
      const decision = decideItem(given);
      if (decision.is === "move" && decision.to === "failed" && given.step !== "check")
        expect(given.finding).toBe("refused");
    });
  });

  it("never marks an item unknown before it was sent", () => {
    check((given) => {
      const decision = decideItem(given);
      if (given.step === "check" && decision.is === "move") expect(decision.to).not.toBe("unknown");
    });
  });

  it("gives a reason wherever the state needs one, and says whether a retry can help", () => {
    check((given) => {
      const decision = decideItem(given);
      if (decision.is !== "move") return;
      if (decision.to === "failed" || decision.to === "skipped" || decision.to === "unknown")
        expect(decision.message).toBeTruthy();
      expect(decision.isRetryable === null).toBe(decision.to !== "failed");
    });
  });

  it("gives up on an accepted item only after its timeout", () => {
    const given: DecisionInput = {
      step: "poll",
      finding: "absent",
      wasAccepted: true,
      absentReads: 9,
      absentReadsToResend: 1,
      isOutOfPatience: false,
    };
    expect(decideItem(given)).toEqual({ is: "wait" });
    expect(decideItem({ ...given, isOutOfPatience: true })).toMatchObject({ is: "move", to: "unknown" });
  });
});
