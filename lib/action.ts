import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { authorizeAction } from "./auth/session";
import type { Context } from "./context";
import type { Permission } from "./domain/permissions";
import type { Result } from "./domain/result";
import { toFailure } from "./failure";
import { readInput } from "./read-input";

type Verb<I, T> = (ctx: Context, input: I) => Promise<T>;

/** Turns a verb into a server action: authorize, validate, run, and return every failure as a Result. */
export function action<S extends z.ZodType, T>(permission: Permission, schema: S, verb: Verb<z.output<S>, T>) {
  return async (raw: z.input<S>): Promise<Result<T>> => {
    try {
      const ctx = await authorizeAction(permission);
      // Only the caller's own input is blamed on the caller; a ZodError from deeper code is our bug.
      return { ok: true, data: await verb(ctx, readInput(schema, raw)) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: toFailure(error) };
    }
  };
}
