import { expect, it } from "vitest";
import { createWaiters, type Purpose } from "./waiters";

const slot = { mayLeave: () => true, pause: () => undefined, end: () => undefined };
const hold = { reason: "HTTP 500", until: 1_700_000_000_000, isWriteOnly: false };

/** Waiters with names; `served` and `failed` tell who got which end. */
function open() {
  const waiters = createWaiters();
  const served: string[] = [];
  const failed: Record<string, unknown> = {};
  const add = (name: string, { isUrgent = false, ...purpose }: Purpose & { isUrgent?: boolean } = {}) =>
    waiters.add({
      ...purpose,
      isUrgent,
      go: () => void served.push(name),
      fail: (error) => void (failed[name] = error),
    });
  const serveAll = () => {
    while (waiters.count() > 0) waiters.takeNext()?.go(slot);
    return served;
  };
  return { waiters, add, serveAll, failed };
}

it("takes urgent ones first, and each kind in its order", () => {
  const { waiters, add, serveAll } = open();
  for (const name of ["bulk 1", "bulk 2"]) add(name);
  for (const name of ["urgent 1", "urgent 2"]) add(name, { isUrgent: true });
  expect(serveAll()).toEqual(["urgent 1", "urgent 2", "bulk 1", "bulk 2"]);
  expect(waiters.takeNext()).toBeUndefined();
});

it("fails all of them with one error, and keeps one who comes again while it fails", () => {
  const { waiters, add, failed, serveAll } = open();
  const down = new Error("down");
  add("first");
  waiters.add({ isUrgent: false, go: () => undefined, fail: () => add("again") });
  waiters.failAll(down);
  expect(failed).toEqual({ first: down });
  expect(serveAll()).toEqual(["again"]);
});

it.each([
  ["an account that is paused: only probes", hold, ["probing read", "probing write"]],
  ["paused writes: reads, too", { ...hold, isWriteOnly: true }, ["read", "probing read", "probing write"]],
])("keeps waiting, for %s", (_what, held, waiting) => {
  const { waiters, add, serveAll } = open();
  add("read");
  add("write", { isWrite: true });
  add("probing read", { isProbe: true });
  add("probing write", { isProbe: true, isWrite: true });
  waiters.failHeld(held);
  expect(serveAll()).toEqual(waiting);
});

it("tells the others why they were not sent, and until when; none of it can have happened", () => {
  const { waiters, add, failed } = open();
  add("write", { isWrite: true });
  waiters.failHeld(hold);
  expect(failed["write"]).toMatchObject({
    fault: "paused",
    message: expect.stringContaining("HTTP 500"),
    resetAt: hold.until,
    mayHaveHappened: false,
  });
});
