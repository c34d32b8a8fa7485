/** The few that ask for no session, and what they ask for instead. */
export type PublicReason = "sign-in" | "account key" | "no secrets";

/**
 * Marks a route handler that anyone may call; every other one is made by `handler`. Apart from it, as the callbacks are also bundled
 * without the framework.
 */
export const publicHandler = <H extends (...input: never[]) => Promise<Response>>(
  _reason: PublicReason,
  answer: H,
): H => answer;
