import { expect, it } from "vitest";
import { UPLOAD_LIMITS } from "@/lib/domain/uploads/upload";
import { countParts, type PartAnswer, sendParts } from "./send-parts";

const PART = UPLOAD_LIMITS.partBytes;
const content = new Blob([new Uint8Array(4 * PART + 10)]);

/** A portal that answers each part as the list says; what the list does not name is kept. */
function startPortal(answers: Partial<Record<number, PartAnswer[]>> = {}) {
  const received: number[] = [];
  const progress: { sent: number; isWaiting: boolean }[] = [];
  const waits: number[] = [];
  let open = 0;
  let mostOpen = 0;
  const send = (kept: readonly number[] = [], signal = new AbortController().signal) =>
    sendParts({
      content,
      kept,
      signal,
      onProgress: (now) => progress.push(now),
      pause: async (ms) => void waits.push(ms),
      sendPart: async (n) => {
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        await Promise.resolve();
        open -= 1;
        received.push(n);
        return answers[n]?.shift() ?? { outcome: "kept" };
      },
    });
  return { send, received, progress, waits, mostOpen: () => mostOpen };
}

it("sends every part once, two at a time, and reports every byte", async () => {
  const portal = startPortal();
  expect(await portal.send()).toBeNull();
  expect(portal.received.toSorted()).toEqual([0, 1, 2, 3, 4]);
  expect(portal.mostOpen()).toBe(2);
  expect(portal.progress.at(-1)).toEqual({ sent: content.size, isWaiting: false });
});

it("sends only what the portal does not have", async () => {
  const portal = startPortal();
  await portal.send([0, 3]);
  expect(portal.received.toSorted()).toEqual([1, 2, 4]);
  expect(portal.progress[0]).toEqual({ sent: 2 * PART, isWaiting: false });
});

it("tries a lost part again after longer and longer pauses, and waits visibly when nothing gets through", async () => {
  const lost: PartAnswer = { outcome: "lost" };
  const portal = startPortal({ 0: [lost, lost, lost], 1: [lost, lost, lost] });
  expect(await portal.send()).toBeNull();
  expect(portal.waits).toEqual([500, 500, 1_000, 1_000, 2_000, 2_000]);
  expect(portal.progress.some(({ isWaiting }) => isWaiting)).toBe(true);
  expect(portal.progress.at(-1)).toEqual({ sent: content.size, isWaiting: false });
});

it("stops at a refusal and says why", async () => {
  const failure = { code: "INVALID_INPUT" as const, message: "The file is larger than was declared." };
  const portal = startPortal({ 1: [{ outcome: "refused", failure }] });
  expect(await portal.send()).toEqual(failure);
  expect(portal.received).not.toContain(4);
});

it("sends nothing more once it is called off", async () => {
  const abort = new AbortController();
  abort.abort();
  const portal = startPortal();
  expect(await portal.send([], abort.signal)).toBeNull();
  expect(portal.received).toEqual([]);
});

it("counts one part for an empty content", () => {
  expect([0, 1, PART, PART + 1].map(countParts)).toEqual([1, 1, 1, 2]);
});
