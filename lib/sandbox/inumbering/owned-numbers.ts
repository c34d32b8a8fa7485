import { isRecord, type Reply, replyJson } from "../core/exchange";
import { readOutcome, type InumberingCall } from "./call";
import { refuse, replySister } from "./envelope";
import { routesOf } from "./gateways";

/** /v2.1/numbers/list/: the account's numbers, filtered by part of the number and by route; none is a 404. */
export function listNumbers({ world, memory, body, at }: InumberingCall): Reply {
  const part = body.number === undefined ? "" : String(body.number);
  const route = body.route === undefined ? null : Number(body.route);
  const routes = routesOf(world);
  const { telephoneNumber, httpStatus } = world.settings.inumbering;
  const numbers: { number: string | number; route: string; ip: string }[] = [];
  // A whole number is the usual question: it needs no walk over the account.
  const asked = part.length === 10 ? [part] : memory.owned.keys();
  for (const number of asked) {
    const owned = memory.owned.get(number);
    if (!owned || owned.listedAt === null || owned.listedAt > at) continue;
    if (!number.includes(part) || (route !== null && owned.route !== route)) continue;
    numbers.push({
      number: telephoneNumber === "text" ? number : Number(number),
      route: String(owned.route),
      ip: routes.get(owned.route) ?? "",
    });
  }
  if (numbers.length > 0) return replySister({ numbers });
  return replyJson(httpStatus === "mirrored" ? 404 : 200, {
    statusCode: "404",
    status: "Error",
    numbers: "Not Found",
  });
}

/** /v2.1/numbers/disconnect/: "returns them to the available pool". */
export function disconnectNumbers({ world, memory, commit, body }: InumberingCall): Reply {
  const asked = readNumbers(body.numbers);
  if (!asked) return refuse(world, 400, "Field Required: numbers");
  const released: string[] = [];
  const failed: { number: string; reason: string }[] = [];
  for (const number of new Set(asked))
    if (!memory.owned.has(number)) failed.push({ number, reason: "Number not found on account." });
    else if (readOutcome(world, number) === "porting")
      failed.push({ number, reason: "Special Status: The number is currently porting." });
    else released.push(number);
  if (released.length > 0) commit({ kind: "release", numbers: released });
  const numbers = released.map((number) => ({ number }));
  if (failed.length === 0) return replySister({ message: "Numbers removed", numbers });
  return refuse(world, 409, "Remove result", {
    numbers_success: numbers.length > 0 ? numbers : null,
    numbers_error: failed,
  });
}

/** The `number` fields of a list of objects, as text; null when it is no such list. */
export function readNumbers(list: unknown): string[] | null {
  if (!Array.isArray(list) || list.length === 0 || !list.every(isRecord)) return null;
  return list.map(({ number }) => String(number));
}
