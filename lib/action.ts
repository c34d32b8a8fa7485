import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { authorizeAction } from "./auth/session";
import type { Context } from "./context";
import { AppError } from "./domain/errors";
import type { Permission } from "./domain/permissions";
import type { Result } from "./domain/result";
import { toFailure } from "./failure";

type Verb<I, T> = (ctx: Context, input: I) => Promise<T>;

/** Turns a service verb into a server action: authorize, validate, run, and report every failure as a Result. */
export function action<S extends z.ZodType, T>(permission: Permission, schema: S, verb: Verb<z.output<S>, T>) {
  return async (raw: z.input<S>): Promise<Result<T>> => {
    try {
      const ctx = await authorizeAction(permission);
      const input = schema.safeParse(raw);
      // Only the caller's own input may be blamed on the caller; a ZodError from deeper down is our bug.
      if (!input.success)
        throw new AppError("INVALID_INPUT", undefined, { fields: z.flattenError(input.error).fieldErrors });
      return { ok: true, data: await verb(ctx, input.data) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: toFailure(error) };
    }
  };
}
