/** What a look at the portal found: the page is still as it was rendered, there is something newer, or there was no answer. */
export type Look = "same" | "new" | "signed-out" | "disconnected";

type Watch = {
  everyMs: number;
  /** Asks once. Never rejects; aborted looks are ignored whatever they give. */
  look: (signal: AbortSignal) => Promise<Look>;
  onLook: (found: Look) => void;
  /** Whether a look makes sense now: somebody sees the page, and no refresh of it is on its way. */
  isReady: () => boolean;
  /** Calls back when that may have changed; gives the way to stop it. */
  onReadyChange: (listener: () => void) => () => void;
};

/**
 * Looks again and again, each time so long after the last look has ended: a slow answer is never overtaken. While what was found is
 * fetched and rendered, `isReady` is false and nothing is asked. Gives the way to end it.
 */
export function watchPage({ everyMs, look, onLook, isReady, onReadyChange }: Watch): () => void {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  const stop = () => {
    abort.abort();
    clearTimeout(timer);
    stopListening();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      isDue = true;
      start();
    }, everyMs);
  };
  const start = () => {
    if (!isDue || !isReady() || abort.signal.aborted) return;
    isDue = false;
    void ask();
  };
  const ask = async () => {
    const found = await look(abort.signal);
    if (abort.signal.aborted) return;
    schedule();
    onLook(found);
  };
  const stopListening = onReadyChange(start);
  schedule();
  return stop;
}
