import "server-only";
import { z } from "zod";
import { respondFailure } from "./auth/respond-failure";
import { authorizeRequest } from "./auth/session";
import type { Context } from "./context";
import { AppError } from "./domain/errors";
import type { Permission } from "./domain/permissions";
import { readPath, readRawQuery } from "./domain/read-query";

/** Routes without dynamic segments have no params. */
type RouteContext = { params: Promise<Record<string, string> | undefined> };

const nothing = z.object({});

/**
 * Turns a verb into a route handler: authorize, validate, run, and map failures to a status and message. `params` (invalid:
 * 404) and `query` become one input. The result is uncacheable JSON, unless the verb returns a Response.
 */
export function handler<T, Q extends z.ZodType = typeof nothing, P extends z.ZodType = typeof nothing>(
  permission: Permission,
  { query, params }: { query?: Q; params?: P },
  verb: (ctx: Context, input: z.output<Q> & z.output<P>, request: Request) => Promise<T | Response>,
) {
  return async (request: Request, context: RouteContext): Promise<Response> => {
    try {
      const ctx = await authorizeRequest(permission, request);
      const place = (params ?? nothing).safeParse(readPath((await context.params) ?? {}));
      if (!place.success) throw new AppError("NOT_FOUND", describe(place.error));
      const parsed = (query ?? nothing).safeParse(readRawQuery(new URL(request.url).searchParams));
      if (!parsed.success) throw new AppError("INVALID_INPUT", describe(parsed.error));
      const input = Object.assign({}, parsed.data, place.data) as z.output<Q> & z.output<P>;
      const answer = await verb(ctx, input, request);
      if (answer instanceof Response) return answer;
      return Response.json(answer, { headers: { "Cache-Control": "no-store" } });
    } catch (error) {
      return respondFailure(error);
    }
  };
}

const describe = (error: z.ZodError) => error.issues.map((issue) => issue.message).join(" ");
