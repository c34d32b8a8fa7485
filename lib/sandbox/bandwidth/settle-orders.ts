import { isNanp } from "../core/exchange";
import { type BandwidthWorld } from "./settings";
import { type BandwidthEvent, type BandwidthMemory } from "./memory";
import { textOf } from "./error-texts";
import { type ExternalOrder, isDue, type NumberError, type OrderAction } from "./external-order";

export interface DashboardDeps {
  world: BandwidthWorld;
  memory: BandwidthMemory;
  commit: (event: BandwidthEvent) => void;
}

/** Settles every order that is due, oldest first. */
export function settleOrders({ world, memory, commit }: DashboardDeps, now: number): void {
  for (const orderId of memory.pending) {
    const order = memory.orders.get(orderId);
    if (!order || !isDue(order, now)) continue;
    const done: string[] = [];
    const errors: NumberError[] = [];
    for (const number of new Set(order.numbers)) {
      const result = decideNumber(number, order.action, world, memory);
      if (result === "done") done.push(number);
      else if (result !== "unmentioned") errors.push({ ...result, number });
    }
    const at = order.createdAt + order.receivedMs + order.processingMs;
    commit({ kind: "settled", orderId, settlement: { at, done, errors } });
  }
}

/** `slow` numbers delay their whole order. */
export function isSlow(order: Pick<ExternalOrder, "numbers">, world: BandwidthWorld): boolean {
  return order.numbers.some((number) => world.outcomeOf(number) === "slow");
}

/** "Importing a TN already present … resets all the TN's attributes": no error. Removing one that is not, is 25120. */
function decideNumber(
  number: string,
  action: OrderAction,
  world: BandwidthWorld,
  memory: BandwidthMemory,
): "done" | "unmentioned" | { code: string; text: string } {
  if (!isNanp(number)) return fail("5070");
  const outcome = world.outcomeOf(number);
  if (outcome !== null && typeof outcome !== "string") return outcome;
  if (outcome === "unmentioned") return "unmentioned";
  if (outcome !== null && /^\d+$/.test(outcome)) return fail(outcome);
  if (action === "REMOVE") return memory.imported.has(number) ? "done" : fail("25120");
  if (outcome === "succeed" || !world.settings.bandwidth.defaultRules) return "done";
  const rule = IMPORT_RULES[number.slice(6)];
  return rule === undefined ? "done" : rule === "unmentioned" ? rule : fail(rule);
}

const IMPORT_RULES: Readonly<Record<string, string>> = {
  "0124": "5124",
  "0152": "13552",
  "0160": "25060",
  "0170": "25070",
  "0175": "7518",
  "0180": "25080",
  "0190": "25090",
  "0191": "19001",
  "0199": "unmentioned",
};

function fail(code: string): { code: string; text: string } {
  return { code, text: textOf(code) };
}
