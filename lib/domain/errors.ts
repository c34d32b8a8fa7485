export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "INVALID_INPUT",
  "CONFLICT",
  "THROTTLED",
  "CARRIER_REJECTED",
  "CARRIER_UNAVAILABLE",
  "CARRIER_LIMITED",
  "CARRIER_FAULT",
  "INTERNAL",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Shown when there is no more specific message. */
export const DEFAULT_MESSAGES = {
  UNAUTHENTICATED: "Sign in to continue.",
  FORBIDDEN: "Your role does not allow this.",
  NOT_FOUND: "This record does not exist.",
  INVALID_INPUT: "Some fields need attention.",
  CONFLICT: "Someone else changed this. Reload and try again.",
  THROTTLED: "Too many attempts. Wait a moment and try again.",
  CARRIER_REJECTED: "The carrier rejected the request.",
  CARRIER_UNAVAILABLE: "The carrier is not responding. Nothing was changed. Try again in a few minutes.",
  CARRIER_LIMITED: "The carrier's rate limit is reached. Try again shortly.",
  CARRIER_FAULT: "The carrier's response could not be read.",
  INTERNAL: "Something went wrong on our side.",
} as const satisfies Record<ErrorCode, string>;

export type FieldErrors = Record<string, string[] | undefined>;

/** An expected failure. `message` is shown to the person. */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ErrorCode;
  readonly fields?: FieldErrors;
  constructor(
    code: ErrorCode,
    message: string = DEFAULT_MESSAGES[code],
    options: ErrorOptions & { fields?: FieldErrors } = {},
  ) {
    super(message, options);
    this.code = code;
    this.fields = options.fields;
  }
}
