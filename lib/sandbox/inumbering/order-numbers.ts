import { isNanp, isRecord, type Reply, replyJson } from "../core/exchange";
import { readOutcome, type InumberingCall } from "./call";
import { refuse, replySuccess } from "./envelope";
import { routesOf } from "./gateways";
import { type OrderLine } from "./memory";

const DEFAULT_ROUTE = 4;
const MAX_NUMBERS = 100_000;
const SLOW_FACTOR = 40;

/** tnOrder: `tn` and `route` are integers; the orderId is a Unix timestamp as text, not a handle. */
export function orderNumbers(call: InumberingCall): Reply {
  const { world, memory, commit, body, at } = call;
  if (!isRecord(body.tnOrder)) return refuse(world, 400, "Field Required: tnOrder");
  const { tnList, customerOrderReference } = body.tnOrder;
  const items = isRecord(tnList) ? tnList.tnItem : undefined;
  if (!Array.isArray(items) || items.length === 0 || !items.every(isRecord))
    return refuse(world, 400, "tn should be an array of tnItem");
  if (items.length > MAX_NUMBERS) return refuse(world, 409, "Order quantity limit is 100,000 numbers");
  const reference = customerOrderReference ?? `sandbox-${Math.floor(at / 1000)}`;
  const badReference = refuseReference(reference, call);
  if (badReference) return badReference;

  const invalid = items.filter(({ tn }) => !Number.isInteger(tn) || !isNanp(String(tn)));
  if (invalid.length > 0) return refuse(world, 409, `Invalid TN submitted:(${invalid.map(({ tn }) => tn).join(",")})`);
  const badRoute = items.find(({ route }) => route !== undefined && !routesOf(world).has(Number(route)));
  if (badRoute || items.some(({ route }) => route !== undefined && typeof route !== "number"))
    return refuse(world, 409, `Invalid route: ${String(badRoute?.route ?? "not an integer")}`);
  if (new Set(items.map(({ tn }) => tn)).size < items.length)
    return refuse(world, 409, "Invalid Input Parameters: duplicate TN");

  const lines: OrderLine[] = [];
  const refused: string[] = [];
  for (const item of items) {
    const number = String(item.tn);
    if (readOutcome(world, number) === "taken" || !memory.stock.isFree(number)) refused.push(number);
    else lines.push({ number, route: Number(item.route ?? DEFAULT_ROUTE), listedAt: planListing(number, call) });
  }
  const { partialOrder, refusedNumbers } = world.settings.inumbering;
  const orderId = String(Math.floor(at / 1000));
  const isOrdered = lines.length > 0 && (refused.length === 0 || partialOrder === "rest-is-ordered");
  if (isOrdered) commit({ kind: "order", reference: String(reference), orderId, lines });
  if (refused.length === 0) return replySuccess({ orderId });
  const text = `{2=[${refused.map((number) => `${number} TN is on an existing order`).join(", ")}]}`;
  if (refusedNumbers === "409") return refuse(world, 409, text);
  // The network reports refused numbers as a success with the text in `status` and no order id.
  return replyJson(200, { status: text, statusCode: "200", orderId: null });
}

function planListing(number: string, { world, at }: InumberingCall): number | null {
  const outcome = readOutcome(world, number);
  if (outcome === "never-listed") return null;
  return at + world.settings.inumbering.listDelayMs * (outcome === "slow" ? SLOW_FACTOR : 1);
}

function refuseReference(reference: unknown, { world, memory }: InumberingCall): Reply | null {
  if (typeof reference !== "string" || /[<\\^~`{}>=[\]!]/.test(reference))
    return refuse(world, 409, "Invalid Input Parameters: customerOrderReference");
  if (reference.length > 64) return refuse(world, 409, "Character limit exceeded for CustomerOrderReference");
  const isReused = memory.references.has(reference) && world.settings.inumbering.duplicateReference === "410";
  return isReused ? refuse(world, 410, "customerOrderReference is not valid or unique") : null;
}
