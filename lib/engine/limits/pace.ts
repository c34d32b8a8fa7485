import "server-only";

/** The window over which carriers count, and what timers may be off. */
const WINDOW_MS = 1005;
/** Slots are spread over a little more than the window: clocks and timers may be off by as much. */
const SPREAD_MS = 1026;
/** Beside other processes one's own calls are known, and theirs are not: what is held up there and here may arrive together. */
const SHARED_SPREAD_MS = 1036;
/** A slot not used by then is given up. Used late beside other processes, it would crowd theirs. */
const LATEST_MS = { alone: 250, shared: 20 };
/** A call is taken to have arrived so long after the fastest one's time at the latest, though its answer may take longer. */
const LONGEST_SLIP_MS = 150;
/** So many calls show how fast the way is; until then all of a call's time counts as slip. */
const KNOWN_AFTER = 20;
/** How much slower the fastest way is taken to have become with each call that was not as fast. */
const FORGETTING = 1.001;

/** For how long another process is taken to be there after it was last seen. */
const OTHERS_MS = 2_000;

type Call = { freeAt: number };

/**
 * Keeps a process's calls from arriving closer together than allowed. Between its sending and its answer a call may arrive at any moment:
 * held up on the way, it would crowd those sent after it. So each counts until one window after its answer, less the time that the
 * fastest call takes; one more leaves only on a slot of its own, be it a late one, and while those that count are fewer than the slots of
 * a window. A stall, here or there, is thus made up for afterwards as far as the allowance permits, and never beyond it.
 * `readMost`: how many calls one window may hold at all. Times are those of `performance.now()`, in milliseconds.
 */
export function createPace(readMost: () => number) {
  let slots: number[] = [];
  let open: number[] = [];
  let calls: Call[] = [];
  let fastest = Number.POSITIVE_INFINITY;
  let seen = 0;
  let sharedUntil = 0;
  let debt = 0;

  function hasRoom(): boolean {
    const now = performance.now();
    // Stored to the microsecond: a hundred of them may be a little less than their window.
    slots = slots.filter((at) => at > now - SPREAD_MS + 1);
    const latest = now < sharedUntil ? LATEST_MS.shared : LATEST_MS.alone;
    open = open.filter((at) => at > now - latest);
    calls = calls.filter(({ freeAt }) => freeAt > now);
    return open.length > 0 && calls.length < Math.min(slots.length, readMost());
  }

  return {
    addSlot(at: number) {
      slots.push(at);
      open.push(at);
    },
    /** Another process takes slots of the same allowance: so it is held for a while. */
    noteOthers() {
      sharedUntil = performance.now() + OTHERS_MS;
    },
    isShared: () => performance.now() < sharedUntil,
    /** The carrier refused calls: the slots in hand are not used any more. */
    giveUpSlots() {
      open = [];
    },
    hasRoom,
    /** Milliseconds over which the slots of one second are spread. */
    spread: () => (performance.now() < sharedUntil ? SHARED_SPREAD_MS : SPREAD_MS),
    /**
     * How far the shared clock should be put back: calls were held up, so that those of all processes arrived together, and each process
     * knows of its own only. 0 while this one is alone: it needs no clock for that. Asking settles it.
     */
    takeDebt(): number {
      const owed = performance.now() < sharedUntil ? debt : 0;
      debt = 0;
      return owed;
    },
    /** When a call that counts will do so no longer; infinite where that makes no room by itself. */
    nextRoom(): number {
      return hasRoom() || open.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...calls.map(({ freeAt }) => freeAt));
    },
    /** One leaves now. What it gives back is called when its answer has come, or will not come. */
    start(): () => void {
      const sentAt = performance.now();
      const call: Call = { freeAt: sentAt + WINDOW_MS + LONGEST_SLIP_MS };
      calls.push(call);
      open.shift();
      return () => {
        const took = performance.now() - sentAt;
        seen += 1;
        fastest = Math.min(took, fastest * FORGETTING);
        const slip = seen > KNOWN_AFTER ? took - fastest : took;
        debt = Math.max(debt, Math.min(slip, LONGEST_SLIP_MS) - (SPREAD_MS - WINDOW_MS));
        call.freeAt = sentAt + WINDOW_MS + Math.min(slip, LONGEST_SLIP_MS);
      };
    },
  };
}
