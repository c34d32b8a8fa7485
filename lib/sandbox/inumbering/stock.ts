import { hashInteger } from "../core/hash";
import { loadExchanges, type StockExchange } from "./exchanges";

const STOCK_SALT = 20_260_301;
/** Multipliers without a factor in common with 1,000, so that each walks over all lines of a block; 1 gives a run. */
const STEPS = [1, 7, 11, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 61, 67] as const;

export interface StockFilter {
  /** Ten characters, digits and `x`. */
  mask: string;
  lata?: string;
  rateCenter?: string;
  state?: string;
}

export interface StockNumber {
  number: string;
  exchange: StockExchange;
}

/**
 * Over two million numbers that are never stored: a hash of each thousand-block says how many lines are free in it and
 * which; numbers bought, and numbers returned that were never part of it, are kept as an overlay.
 */
export class Stock {
  readonly exchanges = loadExchanges();
  private readonly indexOfPrefix = new Map<number, number>();
  /** Free lines per block as the hash has it, and as the overlay leaves it. */
  private readonly initial: Uint8Array;
  private readonly free: Uint16Array;
  private readonly freeInExchange: Uint16Array;
  private readonly taken = new Set<number>();
  private readonly added = new Map<number, Set<number>>();

  constructor() {
    const blocks = this.exchanges.length * 10;
    this.initial = new Uint8Array(blocks);
    this.free = new Uint16Array(blocks);
    this.exchanges.forEach((exchange, index) => {
      this.indexOfPrefix.set(exchange.prefix, index);
      const isBarren = hashInteger(exchange.prefix, STOCK_SALT) % 20 === 0;
      for (let digit = 0; digit < 10; digit += 1) {
        const drawn = hashInteger(exchange.prefix * 10 + digit, STOCK_SALT);
        this.initial[index * 10 + digit] = isBarren || drawn % 10 < 3 ? 0 : 1 + ((drawn >>> 8) % 24);
      }
    });
    this.freeInExchange = new Uint16Array(this.exchanges.length);
    this.fillCounts();
  }

  /** How many numbers are free in one thousand-block of the exchange at `index`. */
  countBlock(index: number, digit: number): number {
    return this.free[index * 10 + digit] ?? 0;
  }

  countExchange(index: number): number {
    return this.freeInExchange[index] ?? 0;
  }

  isFree(tenDigits: string): boolean {
    const place = this.locate(tenDigits);
    if (!place) return false;
    if (this.added.get(place.block)?.has(place.line)) return true;
    return !this.taken.has(Number(tenDigits)) && this.isInitial(place.block, place.line);
  }

  /** Removes a free number; does nothing when it is not free. */
  take(tenDigits: string): void {
    const place = this.locate(tenDigits);
    if (!place || !this.isFree(tenDigits)) return;
    if (!this.added.get(place.block)?.delete(place.line)) this.taken.add(Number(tenDigits));
    this.addToCounts(place.block, -1);
  }

  /** Gives a number back; one of an unknown exchange disappears. */
  giveBack(tenDigits: string): void {
    const place = this.locate(tenDigits);
    if (!place || this.isFree(tenDigits)) return;
    if (!this.taken.delete(Number(tenDigits))) {
      const lines = this.added.get(place.block) ?? new Set();
      this.added.set(place.block, lines.add(place.line));
    }
    this.addToCounts(place.block, 1);
  }

  /** Free numbers that match, ascending, `most` at the most. */
  find(filter: StockFilter, most: number): StockNumber[] {
    const found: StockNumber[] = [];
    const isPrefix = compileMask(filter.mask.slice(0, 6));
    const isLine = compileMask(filter.mask.slice(7));
    const wantedLines = Uint8Array.from({ length: 1000 }, (_, line) => (isLine(line) ? 1 : 0));
    const digitAsked = filter.mask.charAt(6);
    for (const [index, exchange] of this.exchanges.entries()) {
      if (!isInExchange(exchange, filter) || !isPrefix(exchange.prefix)) continue;
      for (let digit = 0; digit < 10; digit += 1) {
        const block = index * 10 + digit;
        if ((digitAsked !== "x" && digitAsked !== String(digit)) || this.free[block] === 0) continue;
        for (const line of this.listLines(block, wantedLines)) {
          found.push({ number: `${exchange.prefix}${digit}${String(line).padStart(3, "0")}`, exchange });
          if (found.length >= most) return found;
        }
      }
    }
    return found;
  }

  reset(): void {
    this.taken.clear();
    this.added.clear();
    this.fillCounts();
  }

  private fillCounts(): void {
    this.free.set(this.initial);
    this.freeInExchange.fill(0);
    for (let block = 0; block < this.initial.length; block += 1) {
      const index = Math.floor(block / 10);
      this.freeInExchange[index] = (this.freeInExchange[index] ?? 0) + (this.initial[block] ?? 0);
    }
  }

  private addToCounts(block: number, change: number): void {
    const index = Math.floor(block / 10);
    this.free[block] = (this.free[block] ?? 0) + change;
    this.freeInExchange[index] = (this.freeInExchange[index] ?? 0) + change;
  }

  /** Free lines of a block among those wanted, ascending. The hot loop of a search over everything: no waste here. */
  private listLines(block: number, wanted: Uint8Array): number[] {
    const { start, step } = this.walkOf(block);
    const base = this.baseOf(block);
    const lines: number[] = [];
    const count = this.initial[block] ?? 0;
    for (let turn = 0, line = start; turn < count; turn += 1, line = (line + step) % 1000)
      if (wanted[line] === 1 && !this.taken.has(base + line)) lines.push(line);
    for (const line of this.added.get(block) ?? []) if (wanted[line] === 1) lines.push(line);
    return lines.length > 1 ? lines.sort((left, right) => left - right) : lines;
  }

  private isInitial(block: number, line: number): boolean {
    const { start, step } = this.walkOf(block);
    for (let turn = 0; turn < (this.initial[block] ?? 0); turn += 1)
      if ((start + step * turn) % 1000 === line) return true;
    return false;
  }

  private walkOf(block: number): { start: number; step: number } {
    const drawn = hashInteger(this.baseOf(block) / 1000, STOCK_SALT + 1);
    return { start: drawn % 1000, step: STEPS[(drawn >>> 12) % STEPS.length] ?? 1 };
  }

  /** The first number of a block as a whole number. */
  private baseOf(block: number): number {
    const prefix = this.exchanges[Math.floor(block / 10)]?.prefix ?? 0;
    return (prefix * 10 + (block % 10)) * 1000;
  }

  private locate(tenDigits: string): { block: number; line: number } | null {
    const index = this.indexOfPrefix.get(Number(tenDigits.slice(0, 6)));
    if (index === undefined) return null;
    return { block: index * 10 + Number(tenDigits.charAt(6)), line: Number(tenDigits.slice(7)) };
  }
}

function isInExchange(exchange: StockExchange, filter: StockFilter): boolean {
  return (
    (filter.lata === undefined || exchange.lata === filter.lata) &&
    (filter.state === undefined || exchange.state === filter.state) &&
    (filter.rateCenter === undefined || exchange.rateCenter === filter.rateCenter)
  );
}

/** A test for whole numbers of as many digits as the mask has. */
function compileMask(mask: string): (value: number) => boolean {
  const pattern = new RegExp(`^${mask.replaceAll("x", "\\d")}$`);
  return (value) => pattern.test(String(value).padStart(mask.length, "0"));
}
