import fs from "node:fs";

/** One exchange (NPA-NXX). `prefix` is its six digits as a whole number. */
export interface StockExchange {
  prefix: number;
  npa: string;
  nxx: string;
  city: string;
  state: string;
  lata: string;
  rateCenter: string;
}

const FILE = new URL("exchanges.tsv", import.meta.url);
let loaded: readonly StockExchange[] | null = null;

/** All exchanges in ascending order; read once per process. */
export function loadExchanges(): readonly StockExchange[] {
  loaded ??= readExchanges();
  return loaded;
}

function readExchanges(): StockExchange[] {
  const rateCenters = new Map<string, string>();
  const exchanges: StockExchange[] = [];
  for (const line of fs.readFileSync(FILE, "utf8").split("\n").slice(1)) {
    const [npa = "", nxx = "", city = "", state = "", lata = ""] = line.split("\t");
    if (npa === "") continue;
    const rateCenter = rateCenters.get(city) ?? abbreviateLocality(city);
    rateCenters.set(city, rateCenter);
    exchanges.push({ prefix: Number(npa + nxx), npa, nxx, city, state, lata, rateCenter });
  }
  return exchanges.sort((left, right) => left.prefix - right.prefix);
}

/** Rate centers are names of at most ten characters: vowels go first, from the right, then the end is cut. */
export function abbreviateLocality(locality: string): string {
  let name = locality
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
  for (let index = name.length - 1; index > 0 && name.length > 10; index -= 1)
    if (/[AEIOU]/.test(name.charAt(index))) name = name.slice(0, index) + name.slice(index + 1);
  return name.slice(0, 10);
}
