import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { readCoverage } from "./read-coverage";

export type RateCenterChoice = { rateCenter: string; state: string | null; lata: string | null; count: number };

export const rateCenterQuery = z.object({
  accountId: z.uuid(),
  text: z.string().trim().max(60).catch(""),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  npa: z
    .string()
    .regex(/^\d{3}$/)
    .optional()
    .catch(undefined),
});
export type RateCenterQuery = z.output<typeof rateCenterQuery>;

const MOST = 50;

/** The rate centers of a state or an area code with numbers on offer, those that begin with `text` first. At most 50. */
export async function listRateCenters(
  ctx: Context,
  { accountId, text, state, npa }: RateCenterQuery,
): Promise<RateCenterChoice[]> {
  // Counted by rate center, the carrier's rows have no area code: by exchange they do.
  const { rows } =
    npa === undefined
      ? await readCoverage(ctx, { accountId, by: "rateCenter", ...(state && { filter: { state } }) })
      : await readCoverage(ctx, { accountId, by: "npaNxx", filter: { npa } });
  const wanted = text.toUpperCase();
  const found = new Map<string, RateCenterChoice>();
  for (const row of rows) {
    if (row.rateCenter === null || !row.rateCenter.includes(wanted)) continue;
    if (state !== undefined && row.state !== state) continue;
    const key = `${row.rateCenter} ${row.state ?? ""}`;
    const known = found.get(key);
    if (known) known.count += row.count;
    else found.set(key, { rateCenter: row.rateCenter, state: row.state, lata: row.lata, count: row.count });
  }
  const rank = ({ rateCenter }: RateCenterChoice) => (rateCenter.startsWith(wanted) ? 0 : 1);
  return [...found.values()]
    .sort((a, b) => rank(a) - rank(b) || (a.rateCenter < b.rateCenter ? -1 : a.rateCenter > b.rateCenter ? 1 : 0))
    .slice(0, MOST);
}
