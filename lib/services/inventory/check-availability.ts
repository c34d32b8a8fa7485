import "server-only";
import type { Inventory } from "@/lib/carriers/carrier";
import { MOST_FOUND } from "@/lib/domain/inventory-search";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";

/** A thousand-block is the most that one search shows whole; a person waits, so only so many are asked about. */
const BLOCK_SIZE = 1_000;
const MOST_BLOCKS = 30;
const MOST_EXCHANGES = 5;

export type Availability = { taken: PhoneNumber[]; substitutes: PhoneNumber[]; unchecked: number };

/**
 * Asks the carrier once more which of the numbers are still on offer: one search per thousand-block. What is beyond 30 blocks is counted
 * as `unchecked`. For taken numbers it looks for others of the same exchange.
 */
export async function checkAvailability(inventory: Inventory, numbers: readonly PhoneNumber[]): Promise<Availability> {
  const blocks = groupByPrefix(numbers, 7);
  const asked = [...blocks].slice(0, MOST_BLOCKS);
  const taken = (
    await Promise.all(
      asked.map(async ([block, own]) => {
        const [only] = own.length === 1 ? own : [];
        const mask = only ? toTenDigits(only) : `${block}xxx`;
        const free = await inventory.search({ mask, quantity: only ? 1 : BLOCK_SIZE });
        const offered = new Set(free.map(({ number }) => number));
        return own.filter((number) => !offered.has(number));
      }),
    )
  ).flat();
  const unchecked = numbers.length - asked.reduce((sum, [, own]) => sum + own.length, 0);
  return { taken, substitutes: await findSubstitutes(inventory, taken, new Set(numbers)), unchecked };
}

async function findSubstitutes(
  inventory: Inventory,
  taken: readonly PhoneNumber[],
  chosen: ReadonlySet<PhoneNumber>,
): Promise<PhoneNumber[]> {
  const exchanges = [...groupByPrefix(taken, 6)].slice(0, MOST_EXCHANGES);
  const found = await Promise.all(
    exchanges.map(async ([exchange, own]) => {
      const quantity = Math.min(MOST_FOUND, chosen.size + own.length);
      const free = await inventory.search({ mask: `${exchange}xxxx`, quantity });
      return free
        .map(({ number }) => number)
        .filter((number) => !chosen.has(number))
        .slice(0, own.length);
    }),
  );
  return found.flat();
}

function groupByPrefix(numbers: readonly PhoneNumber[], length: number): Map<string, PhoneNumber[]> {
  const groups = new Map<string, PhoneNumber[]>();
  for (const number of numbers) {
    const prefix = toTenDigits(number).slice(0, length);
    const group = groups.get(prefix);
    if (group) group.push(number);
    else groups.set(prefix, [number]);
  }
  return groups;
}
