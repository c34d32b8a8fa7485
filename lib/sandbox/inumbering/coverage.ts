import { type Reply } from "../core/exchange";
import { type InumberingWorld } from "./settings";
import { type InumberingCall } from "./call";
import { refuse, refuseEmptySearch } from "./envelope";
import { type StockExchange } from "./exchanges";
import { type Stock } from "./stock";

const FIELD_OF = { npa: "npa", nxx: "nxx", lata: "lata", rcAbbre: "rateCenter", locState: "state" } as const;
type Field = keyof typeof FIELD_OF;

/** "Which fields are present depends on countBy." */
const PRESENT = {
  state: ["locState"],
  rateCenter: ["lata", "rcAbbre", "locState"],
  npaNxx: ["npa", "nxx", "lata", "rcAbbre", "locState"],
  block: ["npa", "nxx", "lata", "rcAbbre", "locState"],
} as const satisfies Record<string, readonly Field[]>;
type CountBy = keyof typeof PRESENT;

const FILTERS = ["npa", "lata", "rcAbbre", "locState"] as const satisfies readonly Field[];
type Wanted = readonly [Field, string];

/** tnInventoryCoverage: free numbers counted by state, rate center, exchange (default) or thousand-block. */
export function countCoverage({ world, memory, body }: InumberingCall): Reply {
  const countBy = body.countBy ?? "npaNxx";
  if (!isCountBy(countBy)) return refuse(world, 409, "Invalid Input Parameters: countBy");
  const wanted: Wanted[] = [];
  for (const name of FILTERS) {
    const value = body[name];
    if (value === undefined || value === null || value === "") continue;
    if (typeof value !== "string") return refuse(world, 409, `Invalid Input Parameters: ${name}`);
    wanted.push([name, value.trim().toUpperCase()]);
  }
  const settings = world.settings.inumbering;
  // A filter that looks at finished items finds nothing by a field that this kind of item does not have.
  const present: readonly Field[] = PRESENT[countBy];
  const isHopeless = settings.coverageFilter === "items" && wanted.some(([name]) => !present.includes(name));
  const items = isHopeless ? [] : writeItems(memory.stock, countBy, wanted, settings);
  if (items.length === 0) return refuseEmptySearch(world, "tnInventoryCoverageList");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: `{"status":"Success","tnInventoryCoverageList":[${items.join(",")}],"statusCode":"200"}`,
  };
}

function isCountBy(value: unknown): value is CountBy {
  return typeof value === "string" && Object.hasOwn(PRESENT, value);
}

/** The items as JSON texts: there are up to 200,000 of them, and building objects first costs ten times as much. */
function writeItems(
  stock: Stock,
  countBy: CountBy,
  wanted: readonly Wanted[],
  { coverageFields, blockField }: InumberingWorld["settings"]["inumbering"],
): string[] {
  const texts = writeFields(stock, countBy, coverageFields);
  const isWanted = (exchange: StockExchange) => wanted.every(([name, value]) => exchange[FIELD_OF[name]] === value);
  const sums = new Map<string, number>();
  const items: string[] = [];
  for (const [index, exchange] of stock.exchanges.entries()) {
    const count = stock.countExchange(index);
    if (count === 0 || (wanted.length > 0 && !isWanted(exchange))) continue;
    const text = texts[index] ?? "";
    if (countBy === "npaNxx") items.push(`{${text},"count":${count}}`);
    else if (countBy !== "block") sums.set(text, (sums.get(text) ?? 0) + count);
    else
      for (let digit = 0; digit < 10; digit += 1) {
        const inBlock = stock.countBlock(index, digit);
        const line = writeValue(String(digit), coverageFields);
        if (inBlock > 0) items.push(`{${text},"${blockField}":${line},"count":${inBlock}}`);
      }
  }
  for (const [text, count] of sums) items.push(`{${text},"count":${count}}`);
  return items;
}

type Spelling = "text" | "number";
const written = new Map<string, string[]>();

/** The fields of every exchange's item, which never change: written once per kind and spelling. */
function writeFields(stock: Stock, countBy: CountBy, as: Spelling): string[] {
  const key = `${PRESENT[countBy].join()} ${as}`;
  const known = written.get(key);
  if (known) return known;
  const texts = stock.exchanges.map((exchange) =>
    PRESENT[countBy].map((name) => `"${name}":${writeValue(exchange[FIELD_OF[name]], as)}`).join(","),
  );
  written.set(key, texts);
  return texts;
}

function writeValue(value: string, as: Spelling): string {
  return as === "number" && /^\d+$/.test(value) ? String(Number(value)) : `"${value}"`;
}
