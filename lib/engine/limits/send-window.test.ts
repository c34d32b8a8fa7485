import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSendWindow, SPREAD_MS } from "./send-window";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTime(ms);
type SendWindow = ReturnType<typeof createSendWindow>;
const addSlots = (window: SendWindow, count: number) => {
  for (let n = 0; n < count; n += 1) window.addSlot(performance.now());
};
/** How many calls leave now; each is answered after `answeredAfter`, or never. */
const startAll = (window: SendWindow) => {
  const ends: (() => void)[] = [];
  while (window.hasRoom()) ends.push(window.start());
  return ends;
};

it("lets one call leave for each slot", () => {
  const window = createSendWindow(() => 10);
  expect(window.hasRoom()).toBe(false);
  addSlots(window, 3);
  expect(startAll(window)).toHaveLength(3);
});

it("gives up a slot soon that others may crowd, and later where this process is alone", () => {
  const shared = createSendWindow(() => 100);
  addSlots(shared, 89);
  const alone = createSendWindow(() => 100);
  addSlots(alone, 90);
  pass(39);
  expect([shared.hasRoom(), alone.hasRoom()]).toEqual([true, true]);
  pass(1);
  expect([shared.hasRoom(), alone.hasRoom()]).toEqual([false, true]);
  pass(209);
  expect(alone.hasRoom()).toBe(true);
  pass(1);
  expect(alone.hasRoom()).toBe(false);
});

it("takes no process for alone that has fewer slots than show it", () => {
  const window = createSendWindow(() => 10);
  addSlots(window, 19);
  pass(40);
  expect(window.hasRoom()).toBe(false);
});

it.each([
  ["as late as the fastest", 10, Number.POSITIVE_INFINITY],
  ["100 ms later than the fastest", 110, 1_105],
  ["very late", 900, 1_255],
])("counts a call answered %s for a window after it can last have arrived", (_how, took, countsFor) => {
  const window = createSendWindow(() => 10);
  addSlots(window, 1);
  const [fastest] = startAll(window);
  pass(10);
  fastest?.();
  addSlots(window, 1);
  const sentAt = performance.now();
  const [call] = startAll(window);
  pass(took);
  call?.();
  // Both slots have left the window: a new one makes room only where no call counts any more.
  pass(SPREAD_MS - took);
  addSlots(window, 1);
  expect(window.hasRoom()).toBe(countsFor === Number.POSITIVE_INFINITY);
  expect(window.nextRoom() - sentAt).toBe(countsFor);
});

it("counts a call without an answer until it must have arrived", () => {
  const window = createSendWindow(() => 10);
  addSlots(window, 1);
  const sentAt = performance.now();
  expect(startAll(window)).toHaveLength(1);
  pass(SPREAD_MS);
  window.addSlot(performance.now());
  expect(window.hasRoom()).toBe(false);
  expect(window.nextRoom()).toBe(sentAt + 1_255);
});

it("uses no slot in hand after a refusal, and counts the calls that left all the same", () => {
  const window = createSendWindow(() => 10);
  addSlots(window, 3);
  window.start();
  window.dropSlots();
  expect([window.hasRoom(), window.nextRoom()]).toEqual([false, Number.POSITIVE_INFINITY]);
  addSlots(window, 1);
  expect(startAll(window)).toHaveLength(1);
});
