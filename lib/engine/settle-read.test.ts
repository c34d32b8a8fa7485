import { describe, expect, it } from "vitest";
import type { Finding, OrderProgram } from "@/lib/carriers/carrier";
import type { ItemState } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { ClaimedDispatch } from "./claim";
import { changeDispatch, delayAfter, delayBeforeResend, settleCheck, settleReading } from "./settle-read";

const number = phoneNumber.parse("+13035550001");
const order = { orderId: "o-1", ref: "R1", kind: "import", params: {}, isUrgent: false } as const;
const program = { pollDelays: [2, 5], maxWaitSeconds: 60, absentReadsToResend: 2 } as unknown as OrderProgram;
const dispatch: ClaimedDispatch = {
  dispatchId: "d-1",
  reference: "R1-1-3",
  attempt: 3,
  externalId: null,
  polls: 1,
  absentReads: 0,
  ageSeconds: 1,
  size: 1,
};

describe("settleCheck", () => {
  const check = (finding: Finding) =>
    settleCheck({ ...order, items: [{ seq: 1, number }] }, program, { readings: [{ number, finding }] }, "call");
  it.each([
    ["done", "skipped"],
    ["working", "accepted"],
    ["absent", "queued"],
    ["unclear", "failed"],
  ] as const)("of %s leads to %s", (finding, to) => {
    expect(check(finding).moves).toMatchObject([{ to }]);
  });

  it("releases for sending what is absent, and follows what others began", () => {
    expect(check("absent").moves).toMatchObject([{ isPrechecked: true, dueIn: 0 }]);
    const { joined, moves } = check("working");
    expect(joined).toMatchObject([{ reference: "R1-1-0", dueIn: 2 }]);
    expect(moves[0]?.newDispatchId).toBe(joined[0]?.dispatchId);
  });
});

describe("settleReading", () => {
  const settle = (finding: Finding, change: Partial<ClaimedDispatch> = {}, state: ItemState = "unknown") =>
    settleReading(
      order,
      state === "accepted" ? "poll" : "settle",
      program,
      [{ ...dispatch, ...change }],
      [{ dispatchId: "d-1", seq: 1, number, state, wasAccepted: state === "accepted" }],
      { readings: finding === "unseen" ? [] : [{ number, finding }] },
      "call",
    );

  it("sends again only after as many absent readings as the program demands, later with each attempt", () => {
    expect(settle("absent")).toMatchObject({ moves: [], dispatches: [{ to: "lost", absentReads: 1 }] });
    const second = settle("absent", { absentReads: 1 });
    expect(second).toMatchObject({ moves: [{ to: "queued", dueIn: 5 }], dispatches: [{ to: "void", absentReads: 2 }] });
  });

  it("starts the count of absent readings again after one that shows anything else", () => {
    expect(settle("unclear", { absentReads: 1 })).toMatchObject({ dispatches: [{ to: "lost", absentReads: 0 }] });
  });

  it("never sends again what was accepted, and calls it unknown when its time is over", () => {
    expect(settle("absent", { absentReads: 9 }, "accepted").moves).toEqual([]);
    expect(settle("absent", { ageSeconds: 61 }, "accepted").moves).toMatchObject([{ to: "unknown" }]);
  });

  it("notes an event for a refusal", () => {
    expect(settle("refused", {}, "accepted")).toMatchObject({
      moves: [{ to: "failed" }],
      events: [{ kind: "failed", number }],
      dispatches: [{ to: "done" }],
    });
  });
});

it("stops reading after thirty readings without a result", () => {
  const dueIn = (polls: number) =>
    changeDispatch({ ...dispatch, polls }, "settle", program, ["unknown"], 0, undefined, null).dueIn;
  expect([1, 29, 30].map(dueIn)).toEqual([2, 3600, null]);
});

it("repeats the last delay", () => {
  expect([1, 2, 9].map((reads) => delayAfter([2, 5], reads))).toEqual([2, 5, 5]);
  expect([0, 1, 8, 99].map(delayBeforeResend)).toEqual([0, 0, 900, 900]);
});
