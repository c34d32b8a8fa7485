/** The portal says something at least every 15 seconds. */
const SILENT_MS = 40_000;
const REOPEN_MS = 5_000;

let source: EventSource | null = null;
let isOpen = false;
let changes = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Whether a change would be reported: else pages have to ask again and again. */
export const isStreaming = () => isOpen;
/** How many changes the stream reported to this tab. */
export const countChanges = () => changes;

/**
 * Calls back when something was committed in the portal, and when the stream that reports it opens or breaks. A tab has one stream for
 * all its listeners, and none while nobody looks at it: a browser allows six connections at a time. Returns a function that stops it.
 */
export function listenToChanges(listener: () => void): () => void {
  if (listeners.size === 0) {
    document.addEventListener("visibilitychange", follow);
    window.addEventListener("offline", breakOff);
    window.addEventListener("online", follow);
  }
  listeners.add(listener);
  follow();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", follow);
    window.removeEventListener("offline", breakOff);
    window.removeEventListener("online", follow);
    follow();
  };
}

function follow(): void {
  const isWanted = listeners.size > 0 && document.visibilityState === "visible";
  if (isWanted && source === null) open();
  if (!isWanted) close();
}

function open(): void {
  source = new EventSource("/api/live/stream");
  source.addEventListener("open", hear);
  source.addEventListener("beat", expectMore);
  for (const event of ["change", "ended"]) source.addEventListener(event, hear);
  source.addEventListener("error", breakOff);
}

function close(): void {
  clearTimeout(timer);
  source?.close();
  source = null;
  isOpen = false;
}

function hear(): void {
  isOpen = true;
  expectMore();
  tell();
}

function expectMore(): void {
  clearTimeout(timer);
  timer = setTimeout(breakOff, SILENT_MS);
}

/** The browser's own second try would not tell a lost connection from one that was refused. */
function breakOff(): void {
  const wasOpen = isOpen;
  close();
  timer = setTimeout(follow, REOPEN_MS);
  if (wasOpen) tell();
}

function tell(): void {
  changes += 1;
  for (const listener of [...listeners]) listener();
}
