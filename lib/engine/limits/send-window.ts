import "server-only";

/** Carriers count calls over any second; timers may be a little early. */
const WINDOW_MS = 1_005;
/** The slots of one second are spread over more, as calls of several processes do not arrive exactly as they left. */
export const SPREAD_MS = 1_050;
/** A slot not used by then is given up: used later, it would crowd the slots of other processes. */
const SLOT_LIFE_MS = 40;
/** A call is assumed to have arrived by then, even without a response. */
const MAX_DELAY_MS = 250;

/**
 * What one process may send, so that its calls arrive at the carrier no closer together than allowed. A call needs a slot of its own, and
 * counts until one window after it can last have arrived: those that count stay fewer than the slots of the last window. Times are those
 * of `performance.now()`, in milliseconds.
 */
export function createSendWindow() {
  let slots: number[] = [];
  let unused: number[] = [];
  let calls: { countsUntil: number }[] = [];
  let fastest = Number.POSITIVE_INFINITY;

  function hasRoom(): boolean {
    const now = performance.now();
    // Stored to the microsecond: the slots of a window may span a little less.
    slots = slots.filter((at) => at > now - SPREAD_MS + 1);
    unused = unused.filter((at) => at > now - SLOT_LIFE_MS);
    calls = calls.filter(({ countsUntil }) => countsUntil > now);
    return unused.length > 0 && calls.length < slots.length;
  }

  return {
    hasRoom,
    addSlot(at: number) {
      slots.push(at);
      unused.push(at);
    },
    /** The carrier refused a call: no slot in hand is used any more. */
    dropSlots() {
      unused = [];
    },
    /** When the first call stops counting; infinite where that alone makes no room. */
    nextRoom: () =>
      hasRoom() || unused.length === 0
        ? Number.POSITIVE_INFINITY
        : Math.min(...calls.map(({ countsUntil }) => countsUntil)),
    /** A call leaves now. Call the returned function when it was answered, or will not be. */
    start(): () => void {
      const sentAt = performance.now();
      const call = { countsUntil: sentAt + WINDOW_MS + MAX_DELAY_MS };
      calls.push(call);
      unused.shift();
      return () => {
        const took = performance.now() - sentAt;
        fastest = Math.min(fastest, took);
        call.countsUntil = sentAt + WINDOW_MS + Math.min(took - fastest, MAX_DELAY_MS);
      };
    },
  };
}
