import type { ErrorCode, FieldErrors } from "./errors";

export type Failure = { code: ErrorCode; message: string; fields?: FieldErrors; ref?: string };

/** What every server action returns; plain JSON. */
export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure };
