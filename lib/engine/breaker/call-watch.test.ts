import { expect, it } from "vitest";
import type { CallHealth } from "@/lib/carriers/registry";
import { watchCalls } from "./call-watch";

function watch() {
  let now = 1_000;
  let suspects = 0;
  const calls = watchCalls(
    () => (suspects += 1),
    () => now,
  );
  const call = (health: CallHealth, { isRead = true, isProbe = false, orderId = "" } = {}) => {
    now += 100;
    const trace = { isProbe, ...(orderId !== "" && { orderId }) };
    calls.watchCall(trace, { isRead })({ health, status: 500, message: `HTTP ${health}`, callId: `c-${now}` });
  };
  return { ...calls, call, countSuspects: () => suspects };
}

it("suspects the carrier after three failures in a row, and not for a probe's own", () => {
  const { call, countSuspects } = watch();
  for (const isProbe of [true, true, true]) call("failing", { isProbe });
  call("failing");
  call("failing");
  expect(countSuspects()).toBe(0);
  call("failing");
  expect(countSuspects()).toBe(1);
});

it("remembers the orders of the writes that failed, until one succeeds", () => {
  const { call, failedWrite, answeredAt } = watch();
  for (const orderId of ["o-1", "o-2", "o-2", ""]) {
    call("failing", { isRead: false, orderId });
    call("well");
  }
  expect([...(failedWrite()?.orderIds ?? [])]).toEqual(expect.arrayContaining(["o-2", null]));
  expect(failedWrite()).toMatchObject({ message: "HTTP failing", status: 500 });
  expect(answeredAt()).toBeGreaterThan(1_000);
  call("well", { isRead: false });
  expect(failedWrite()).toBeNull();
});

it("learns nothing from a request that never left", () => {
  const { watchCall, countSuspects, answeredAt } = watch();
  watchCall({}, { isRead: true })(null);
  expect([countSuspects(), answeredAt()]).toEqual([0, 0]);
});
