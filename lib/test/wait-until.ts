import { setTimeout as delay } from "node:timers/promises";

/** How long until something is taken to hang: no claim about speed, as a busy machine is many times slower. */
export const HANG_SECONDS = 600;

/** Waits for a condition, looked at every few milliseconds; throws with `what` after `timeoutMs`. */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = HANG_SECONDS * 1000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Still waiting after ${timeoutMs} ms: ${what}`);
    await delay(20);
  }
}
