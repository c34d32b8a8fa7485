import type { ErrorCode, FieldErrors } from "./errors";

/** `isLost`: no response came, so what was asked for may have been done. */
export type Failure = { code: ErrorCode; message: string; fields?: FieldErrors; ref?: string; isLost?: true };

/** What every server action returns; plain JSON. */
export type Result<T> = { ok: true; data: T } | { ok: false; error: Failure };
