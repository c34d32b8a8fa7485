import "server-only";
import type { z } from "zod";
import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import type { Permission } from "@/lib/domain/permissions";
import { readQuery } from "@/lib/domain/read-query";

/** Turns a reading verb into a GET handler: its input is the address's parameters, its answer JSON that nobody may keep. */
export function answerQuery<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
) {
  return async (request: Request): Promise<Response> => {
    try {
      const ctx = await authorizeRequest(permission, request);
      const input = readQuery(schema, new URL(request.url).searchParams);
      return Response.json(await verb(ctx, input), { headers: { "Cache-Control": "no-store" } });
    } catch (error) {
      return respondFailure(error);
    }
  };
}
