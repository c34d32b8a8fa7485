import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import type { SearchAnswer, SearchHit } from "@/lib/domain/search-hit";
import { describeNumbers } from "./describe-numbers";
import { findDigits } from "./find-digits";
import { findNearestHits } from "./find-nearest";
import { findOrders } from "./find-orders";
import { findBrands, findCampaigns, findCustomers, findLookups, findPeople, findUploads } from "./find-records";
import { readDigits } from "./search-text";

export const searchInput = z.object({ q: z.string().trim().max(200) });

const MAX = 12;
const OF_NUMBERS = 8;

const NOTHING: SearchAnswer = { hits: [], numbers: null, nearest: [] };

/**
 * Numbers by any spelling or any three or more digits of them; orders by our reference or a carrier's id; campaigns, brands, uploads,
 * lookups and people by id or any part of a name. At most twelve hits, the most certain first, with the state of each; all of one moment.
 * A text that matches nothing gets the nearest.
 */
export const searchEverywhere = (ctx: Context, { q }: z.output<typeof searchInput>): Promise<SearchAnswer> =>
  q.length < 2 ? Promise.resolve(NOTHING) : inSnapshot(ctx, (snapshot) => search(snapshot, q));

async function search(ctx: Context, q: string): Promise<SearchAnswer> {
  const numbers = await findNumbers(ctx, q);
  const records: SearchHit[] = [];
  for (const find of [findOrders, findCustomers, findCampaigns, findBrands, findPeople, findUploads, findLookups])
    records.push(...(await find(ctx, q)));
  const hits = [...numbers.hits, ...records].slice(0, MAX);
  return { hits, numbers: numbers.counted, nearest: hits.length > 0 ? [] : await findNearestHits(ctx, q) };
}

async function findNumbers(ctx: Context, text: string) {
  const parsed = parsePhoneNumber(text);
  if (parsed.ok) return { hits: await describeNumbers(ctx, [parsed.number]), counted: null };
  const digits = readDigits(text);
  if (digits === null) return { hits: [], counted: null };
  const { numbers, count, isExact } = await findDigits(ctx, digits, OF_NUMBERS);
  return { hits: await describeNumbers(ctx, numbers), counted: { count, isExact } };
}
