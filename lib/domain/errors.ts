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

/** The sentence each code shows when nothing more specific is known. */
export const DEFAULT_MESSAGES = {
  UNAUTHENTICATED: "Sign in to continue.",
  FORBIDDEN: "Your role does not allow this.",
  NOT_FOUND: "This record does not exist.",
  INVALID_INPUT: "Some fields need attention.",
  CONFLICT: "Someone changed this first. Reload and try again.",
  THROTTLED: "Too many attempts. Wait a little and try again.",
  CARRIER_REJECTED: "The carrier refused the request.",
  CARRIER_UNAVAILABLE: "The carrier is not answering. Nothing was changed; try again in a few minutes.",
  CARRIER_LIMITED: "The carrier asks us to slow down. Try again shortly.",
  CARRIER_FAULT: "The carrier's answer could not be understood.",
  INTERNAL: "Something went wrong on our side.",
} as const satisfies Record<ErrorCode, string>;

export type FieldErrors = Record<string, string[] | undefined>;

/** A failure that we expected. `message` is written for the person at the screen. */
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
