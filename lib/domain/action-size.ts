/** Most bytes that one form may send. The framework's own limit, 1 MiB, lies above it. */
export const MAX_ACTION_BYTES = 1_000_000;

/** Also what the browser recognizes the refusal by; see components/feedback/settle-action.ts. */
export const ACTION_TOO_LARGE =
  "This is too large: at most 1 MB can be sent at once. Split it and send the parts one by one.";
