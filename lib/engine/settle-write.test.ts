import { describe, expect, it } from "vitest";
import { CarrierError, type WriteAnswer } from "@/lib/carriers/carrier";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { ClaimedWrite } from "./claim";
import { decideDispatch, decideFault, settleAnswer, settleFault } from "./settle-write";

const numbers = ["+13035550001", "+13035550002"].map((one) => phoneNumber.parse(one));
const write: ClaimedWrite = {
  orderId: "o-1",
  ref: "R1",
  kind: "import",
  params: {},
  isUrgent: false,
  dispatchId: "d-1",
  reference: "R1-1-1",
  attempt: 1,
  isResend: false,
  items: numbers.map((number, seq) => ({ seq, number })),
  writeBefore: 0,
  isInTrouble: false,
};

describe("settleAnswer", () => {
  it("leaves a number unknown that the answer does not mention, and reads about the write", () => {
    const answer: WriteAnswer = {
      externalId: "e-1",
      outcomes: new Map([[numbers[0] ?? phoneNumber.parse("+13035550001"), { type: "confirmed" }]]),
      rest: { type: "unclear", message: "Not mentioned." },
    };
    const { moves, dispatches } = settleAnswer(write, { pollDelays: [3] }, answer, "call-1");
    expect(moves.map(({ to }) => to)).toEqual(["confirmed", "unknown"]);
    expect(dispatches).toMatchObject([{ to: "lost", externalId: "e-1", callId: "call-1" }]);
  });

  it("notes an event for what failed alone", () => {
    const rest = { type: "failed", code: "409", message: "No.", isRetryable: false } as const;
    const { events, dispatches } = settleAnswer(write, { pollDelays: [] }, { outcomes: new Map(), rest }, null);
    expect(events.map(({ message }) => message)).toEqual(["409: No.", "409: No."]);
    expect(dispatches).toMatchObject([{ to: "done", dueIn: null }]);
  });
});

it("polls what was accepted, after the program's first delay", () => {
  expect(decideDispatch([{ type: "accepted" }, { type: "confirmed" }], 7)).toEqual({ to: "accepted", dueIn: 7 });
});

describe("decideFault", () => {
  const decide = (error: unknown, attempt = 1) => decideFault(error, { attempt });
  it.each([
    ["a lost answer", new CarrierError("unavailable", "reset", { mayHaveHappened: true }), "unknown", "lost"],
    ["an error of our own", new TypeError("oops"), "unknown", "lost"],
    ["a limit", new CarrierError("rate_limited", "slow"), "queued", "void"],
    ["a paused account", new CarrierError("paused", "wait"), "queued", "void"],
    ["a refused connection", new CarrierError("unavailable", "refused"), "queued", "void"],
    ["a refusal", new CarrierError("rejected", "no"), "failed", "done"],
  ] as const)("takes %s for what it is", (_what, error, item, dispatch) => {
    expect(decide(error)).toMatchObject({ item: { to: item }, dispatch: { to: dispatch } });
  });

  it("gives up after ten attempts, after three with refused credentials, and never while it only waits", () => {
    const state = (error: CarrierError, attempt: number) => decide(error, attempt).item.to;
    expect([9, 10].map((n) => state(new CarrierError("unavailable", "down"), n))).toEqual(["queued", "failed"]);
    expect([2, 3].map((n) => state(new CarrierError("auth", "who?"), n))).toEqual(["queued", "failed"]);
    expect(state(new CarrierError("rate_limited", "slow"), 500)).toBe("queued");
  });

  it("waits for the instant that the carrier gave", () => {
    const { item } = decide(new CarrierError("rate_limited", "slow", { resetAt: Date.now() + 60_000 }));
    expect(item.dueIn).toBeGreaterThan(50);
    expect(item.dueIn).toBeLessThan(61);
  });

  it("plans no reading where the carrier offers none, and says so", () => {
    const lost = new CarrierError("unavailable", "reset.", { mayHaveHappened: true });
    const { item, dispatch } = decideFault(lost, { attempt: 1, hasReading: false });
    expect(dispatch).toEqual({ to: "lost", dueIn: null });
    expect(item.message).toBe("reset. No reading of the carrier shows whether it took effect.");
  });
});

it("settles every number of a write that failed as a whole", () => {
  const { moves, events } = settleFault(write, new CarrierError("rejected", "no", { carrierCode: "17" }), 1);
  expect(moves).toMatchObject([
    { seq: 0, to: "failed", code: "17", dispatchId: "d-1", from: ["sending"] },
    { seq: 1, to: "failed", code: "17", dispatchId: "d-1", from: ["sending"] },
  ]);
  expect(events).toHaveLength(2);
});
