/** The handlers without a session, and what protects them instead. */
export type PublicReason = "sign-in" | "account key" | "no secrets";

/**
 * Marks a route handler that needs no session; all others use `handler`. A separate file because the callback handler is
 * bundled without Next.js.
 */
export const publicHandler = <H extends (...input: never[]) => Promise<Response>>(
  _reason: PublicReason,
  answer: H,
): H => answer;
