import "server-only";
import type { Inventory } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { type CartLine, countLine, type LineShortage, type PickedNumber } from "@/lib/domain/cart";
import { MAX_SEARCH_RESULTS } from "@/lib/domain/inventory-search";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { checkAvailability, findSubstitutes } from "@/lib/services/inventory/check-availability";
import { listHeld } from "./list-held";

type AnyLine = Extract<CartLine, { kind: "any" }>;
type PickedLine = Extract<CartLine, { kind: "picked" }>;

export type CartPlan = {
  /** The numbers that each line would order, in the order of the lines; none twice. */
  allotted: { line: CartLine; numbers: PhoneNumber[] }[];
  shortages: LineShortage[];
  unchecked: number;
};

const TAKEN = "is no longer on offer";

/** What the cart would order now: picked numbers looked up once more, lines of any numbers filled from what is on offer. */
export async function planCart(
  ctx: Context,
  { accountId, inventory, lines }: { accountId: string; inventory: Inventory; lines: readonly CartLine[] },
): Promise<CartPlan> {
  const pickedLines = lines.filter((line): line is PickedLine => line.kind === "picked");
  const picked = pickedLines.flatMap((line) => line.numbers.map(({ number }) => number));
  const held = await listHeld(ctx, accountId, picked);
  const { taken, unchecked } = await checkAvailability(
    inventory,
    picked.filter((number) => !held.has(number)),
  );
  const gone = new Map<PhoneNumber, string>([...held, ...taken.map((number) => [number, TAKEN] as const)]);
  const used = new Set(picked);
  const filled = await fillLines(ctx, { accountId, inventory, lines, used });
  const substitutes = await listSubstitutes(ctx, { accountId, inventory, gone: [...gone.keys()], used });

  const plan: CartPlan = { allotted: [], shortages: [], unchecked: unchecked.length };
  for (const line of lines) {
    const numbers =
      line.kind === "any"
        ? (filled.get(line.id) ?? [])
        : line.numbers.flatMap(({ number }) => (gone.has(number) ? [] : [number]));
    plan.allotted.push({ line, numbers });
    const wanted = countLine(line);
    if (numbers.length >= wanted) continue;
    const lost = line.kind === "any" ? [] : line.numbers.filter(({ number }) => gone.has(number));
    plan.shortages.push({
      lineId: line.id,
      wanted,
      found: numbers.length,
      gone: lost.map(({ number }) => ({ number, why: gone.get(number) ?? TAKEN })),
      substitutes: takeSubstitutes(substitutes, lost),
    });
  }
  return plan;
}

type Filling = { accountId: string; inventory: Inventory; lines: readonly CartLine[]; used: Set<PhoneNumber> };

/** One line after the other, so that no number is in two of them. */
async function fillLines(ctx: Context, { accountId, inventory, lines, used }: Filling) {
  const filled = new Map<string, PhoneNumber[]>();
  for (const line of lines.filter((one): one is AnyLine => one.kind === "any")) {
    const { mask, state, rateCenter, lata } = line.conditions;
    const { items: found } = await inventory.search({
      mask,
      // What is in the cart already may be among those found: as many more are asked for.
      quantity: Math.min(MAX_SEARCH_RESULTS, line.quantity + used.size),
      ...(state !== null && { state }),
      ...(rateCenter !== null && { rateCenter }),
      ...(lata !== null && { lata }),
    });
    const free = found.map(({ number }) => number).filter((number) => !used.has(number));
    const held = await listHeld(ctx, accountId, free);
    const own = free.filter((number) => !held.has(number)).slice(0, line.quantity);
    for (const number of own) used.add(number);
    filled.set(line.id, own);
  }
  return filled;
}

async function listSubstitutes(
  ctx: Context,
  { accountId, inventory, gone, used }: Omit<Filling, "lines"> & { gone: readonly PhoneNumber[] },
): Promise<Map<string, PickedNumber[]>> {
  if (gone.length === 0) return new Map();
  const found = await findSubstitutes(inventory, gone, used);
  const held = await listHeld(
    ctx,
    accountId,
    [...found.values()].flat().map(({ number }) => number),
  );
  return new Map(
    [...found].map(([exchange, numbers]) => [
      exchange,
      numbers
        .filter(({ number }) => !held.has(number))
        .map(({ number, rateCenter, state }) => ({ number, rateCenter, state })),
    ]),
  );
}

/** For each lost number one of its exchange, each offered once. */
const takeSubstitutes = (offers: Map<string, PickedNumber[]>, lost: readonly PickedNumber[]): PickedNumber[] =>
  lost.flatMap(({ number }) => offers.get(toTenDigits(number).slice(0, 6))?.shift() ?? []);
