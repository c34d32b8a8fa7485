type EarlyKeys = { path: string; keys: string[]; stop: () => void };

declare global {
  interface Window {
    tandemEarlyKeys?: EarlyKeys;
  }
}

const TYPED_INTO = "textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=button])";

/**
 * Runs before all scripts of the page: `/` and Ctrl-K focus the search at once, as text can be typed into it already; the other keys of
 * one letter wait for `listenToKeys`. A click, or typing into a field, ends the wait. It listens on
 * the window: what a listener of the document takes is prevented by then.
 */
export const EARLY_KEYS_SCRIPT = `(() => {
  const early = { path: location.pathname, keys: [], stop };
  const forget = () => { early.keys.length = 0; };
  const listen = (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (event.defaultPrevented || document.querySelector("[role=dialog]")) return;
    const isCombination = (ctrlKey || metaKey) && key.toLowerCase() === "k";
    if (target instanceof HTMLElement && (target.isContentEditable || target.matches("${TYPED_INTO}")) && !isCombination) return forget();
    if (isCombination || (key === "/" && !ctrlKey && !metaKey && !altKey)) {
      const search = document.querySelector("header [cmdk-input]");
      if (!search) return;
      event.preventDefault();
      forget();
      search.focus();
    } else if (key.length === 1 && !ctrlKey && !metaKey && !altKey && early.keys.length < 20) early.keys.push(key);
  };
  function stop() {
    forget();
    removeEventListener("keydown", listen);
    removeEventListener("pointerdown", forget, true);
  }
  addEventListener("keydown", listen);
  addEventListener("pointerdown", forget, true);
  window.tandemEarlyKeys = early;
})()`.replace(/\s+/g, " ");

/** Whether a text field has the keyboard focus. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_INTO));

/**
 * Listens to the keys of the page, and first gets those that were pressed on it before; a key that it takes (it prevents the default) is
 * gone. Returns a function that stops it.
 */
export function listenToKeys(listener: (event: KeyboardEvent) => void): () => void {
  document.addEventListener("keydown", listener);
  const early = window.tandemEarlyKeys;
  if (early && (early.path !== window.location.pathname || isTyping(document.activeElement))) early.stop();
  for (const key of early?.keys.splice(0) ?? []) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    listener(event);
    if (!event.defaultPrevented) early?.keys.push(key);
  }
  return () => document.removeEventListener("keydown", listener);
}

/** Part of a page may be ready for keys this much later than its frame. */
const LATER_MS = 5_000;

/** The frame is ready: from here on keys are heard, by and by. Returns a function that takes it back. */
export function endEarlyKeys(): () => void {
  const timer = setTimeout(() => window.tandemEarlyKeys?.stop(), LATER_MS);
  return () => clearTimeout(timer);
}
