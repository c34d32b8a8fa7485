import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { one, threeDigits } from "@/lib/domain/address-field";
import { describeUnknownRateCenter, findNearest } from "@/lib/domain/nearest-names";
import { readCoverage } from "./read-coverage";

/** `nearest`: where none fits the text, the few whose names are most like it. */
export type RateCenterList = { choices: RateCenterChoice[]; nearest: RateCenterChoice[] };
export type RateCenterChoice = { rateCenter: string; state: string | null; lata: string | null; count: number };

export const rateCenterQuery = z.object({
  accountId: z.uuid(),
  text: z.string().trim().max(60).catch(""),
  state: one(z.string().regex(/^[A-Z]{2}$/)),
  npa: threeDigits,
});
export type RateCenterQuery = z.output<typeof rateCenterQuery>;

const MAX = 50;

/** The rate centers of a state or an area code with numbers on offer, those that begin with `text` first. At most 50. */
export async function listRateCenters(ctx: Context, query: RateCenterQuery): Promise<RateCenterList> {
  const all = await readRateCenters(ctx, query);
  const wanted = query.text.toUpperCase();
  const rank = ({ rateCenter }: RateCenterChoice) => (rateCenter.startsWith(wanted) ? 0 : 1);
  const choices = all
    .filter(({ rateCenter }) => rateCenter.includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || (a.rateCenter < b.rateCenter ? -1 : a.rateCenter > b.rateCenter ? 1 : 0))
    .slice(0, MAX);
  return {
    choices,
    nearest: choices.length > 0 ? [] : findNearest(all, query.text, ({ rateCenter }) => rateCenter),
  };
}

/**
 * Null where the account has numbers on offer in a rate center of this name, anywhere; else a message that it is none and which are
 * near, within the state or area code first. Errors: as `readCoverage`.
 */
export async function explainUnknownRateCenter(
  ctx: Context,
  { accountId, rateCenter, state, npa }: { accountId: string; rateCenter: string; state?: string; npa?: string },
): Promise<string | null> {
  const all = await readRateCenters(ctx, { accountId });
  if (all.some((one) => one.rateCenter === rateCenter)) return null;
  const near = (list: readonly RateCenterChoice[]) => findNearest(list, rateCenter, (one) => one.rateCenter);
  const here =
    state === undefined && npa === undefined ? [] : near(await readRateCenters(ctx, { accountId, state, npa }));
  return describeUnknownRateCenter(rateCenter, here.length > 0 ? here : near(all));
}

async function readRateCenters(
  ctx: Context,
  { accountId, state, npa }: Omit<RateCenterQuery, "text">,
): Promise<RateCenterChoice[]> {
  // Counted by rate center, the carrier's rows have no area code: by exchange they do.
  const { rows } =
    npa === undefined
      ? await readCoverage(ctx, { accountId, by: "rateCenter", ...(state && { filter: { state } }) })
      : await readCoverage(ctx, { accountId, by: "npaNxx", filter: { npa } });
  const found = new Map<string, RateCenterChoice>();
  for (const row of rows) {
    if (row.rateCenter === null || row.count === 0 || (state !== undefined && row.state !== state)) continue;
    const key = `${row.rateCenter} ${row.state ?? ""}`;
    const known = found.get(key);
    if (known) known.count += row.count;
    else found.set(key, { rateCenter: row.rateCenter, state: row.state, lata: row.lata, count: row.count });
  }
  return [...found.values()];
}
