import "server-only";
import type { z } from "zod";
import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import type { Permission } from "@/lib/domain/permissions";

/** Turns a reading verb into a GET handler: its input is the address's parameters, its answer JSON that nobody may keep. */
export function answerQuery<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
) {
  return async (request: Request): Promise<Response> => {
    try {
      const ctx = await authorizeRequest(permission, request);
      const input = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!input.success)
        throw new AppError("INVALID_INPUT", input.error.issues.map((issue) => issue.message).join(" "));
      return Response.json(await verb(ctx, input.data), { headers: { "Cache-Control": "no-store" } });
    } catch (error) {
      return respondFailure(error);
    }
  };
}
