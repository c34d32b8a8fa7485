import "server-only";
import type { AvailableNumber, Inventory } from "@/lib/carriers/carrier";
import { MAX_SEARCH_RESULTS } from "@/lib/domain/inventory-search";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";

/** A person waits for the answer, and the carrier allows some calls per second: no more searches than this for one look. */
const MAX_SEARCHES = 60;
const MAX_EXCHANGES = 20;
/** Digits of an exchange, of a thousand-block, of a number: one search shows at most a thousand numbers. */
const WIDTHS = [6, 7, 10] as const;

export type Availability = { offered: Set<PhoneNumber>; taken: PhoneNumber[]; unchecked: PhoneNumber[] };

/**
 * Asks the carrier once more which of the numbers are still on offer: one search per exchange, and where an exchange has more on offer
 * than one search shows, per thousand-block, then per number. What is beyond 60 searches comes back as `unchecked`.
 */
export async function checkAvailability(
  inventory: Pick<Inventory, "search">,
  numbers: readonly PhoneNumber[],
): Promise<Availability> {
  const offered = new Set<PhoneNumber>();
  const taken: PhoneNumber[] = [];
  let open: readonly PhoneNumber[] = numbers;
  let left = MAX_SEARCHES;
  for (const width of WIDTHS) {
    const groups = [...groupByPrefix(open, width)];
    const asked = groups.slice(0, left);
    left -= asked.length;
    const undecided = await Promise.all(
      asked.map(async ([prefix, own]) => {
        // One number of an exchange is asked for by itself: the answer cannot be cut.
        const [only] = own.length === 1 ? own : [];
        const mask = only ? toTenDigits(only) : prefix.padEnd(10, "x");
        const quantity = only ? 1 : MAX_SEARCH_RESULTS;
        const { items, oddCount } = await inventory.search({ mask, quantity });
        const free = new Set(items.map(({ number }) => number));
        const missing = own.filter((number) => !free.has(number));
        for (const number of own) if (free.has(number)) offered.add(number);
        // A full answer proves nothing about what it leaves out, nor does one that could be read in part only.
        const isWhole = oddCount === 0 && (only !== undefined || items.length < quantity);
        if (isWhole) taken.push(...missing);
        return isWhole ? [] : missing;
      }),
    );
    open = [...undecided.flat(), ...groups.slice(asked.length).flatMap(([, own]) => own)];
  }
  return { offered, taken: taken.sort(), unchecked: [...open].sort() };
}

/**
 * For numbers that are gone, free ones of the same exchanges: by exchange, as many as are gone where there are that many, none of those in
 * `except`.
 */
export async function findSubstitutes(
  inventory: Pick<Inventory, "search">,
  gone: readonly PhoneNumber[],
  except: ReadonlySet<PhoneNumber>,
): Promise<Map<string, AvailableNumber[]>> {
  const exchanges = [...groupByPrefix(gone, 6)].slice(0, MAX_EXCHANGES);
  const found = await Promise.all(
    exchanges.map(async ([exchange, own]): Promise<[string, AvailableNumber[]]> => {
      const taken = [...except].filter((number) => toTenDigits(number).startsWith(exchange)).length;
      const quantity = Math.min(MAX_SEARCH_RESULTS, own.length + taken);
      const free = await inventory.search({ mask: exchange.padEnd(10, "x"), quantity });
      return [exchange, free.items.filter(({ number }) => !except.has(number)).slice(0, own.length)];
    }),
  );
  return new Map(found);
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
