import { type Reply, replyJson } from "../core/exchange";
import { type InumberingWorld } from "./settings";

/** Success of the `/v2/iNumbering/` calls: payload between `status` and the textual `statusCode`, as on the page. */
export function replySuccess(payload: Record<string, unknown> = {}): Reply {
  return replyJson(200, { status: "Success", ...payload, statusCode: "200" });
}

/** Success of the `/v2.1/` sister calls. */
export function replySister(payload: Record<string, unknown>): Reply {
  return replyJson(200, { statusCode: "200", status: "Success", ...payload });
}

/**
 * A refusal. Where its text is (`message`, or `status` as the network itself does) and whether the HTTP status
 * follows the body's code are settings, because nothing documents either.
 */
export function refuse(world: InumberingWorld, code: number, text: string, extra: Record<string, unknown> = {}): Reply {
  const { errorText, httpStatus } = world.settings.inumbering;
  const statusCode = String(code);
  const body = errorText === "message" ? { status: "Error", statusCode, message: text } : { statusCode, status: text };
  return replyJson(httpStatus === "mirrored" ? code : 200, { ...body, ...extra });
}

export function refuseEmptySearch(world: InumberingWorld, listName: string): Reply {
  const { emptySearch } = world.settings.inumbering;
  if (emptySearch === "empty-list") return replySuccess({ [listName]: [] });
  return refuse(world, Number(emptySearch), "No Result Found");
}

/** The required fields that a body lacks, in the documented wording; null when none is missing. */
export function refuseMissing(
  world: InumberingWorld,
  code: number,
  body: Record<string, unknown>,
  names: string[],
): Reply | null {
  const missing = names.filter((name) => body[name] === undefined || body[name] === null || body[name] === "");
  if (missing.length === 0) return null;
  const text = code === 414 ? `Fields Are Required:(${missing.join(",")})` : `Field Required: ${missing[0]}`;
  return refuse(world, code, text);
}
