import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";

/** Of all brands or campaigns: what was refused, and what has no result yet. */
export type EntryTrouble = { refused: number; unknown: number };

const entryRow = z.object({ refused: z.number(), unknown: z.number() });
const NONE: EntryTrouble = { refused: 0, unknown: 0 };

export async function countBrandTrouble({ sql }: Pick<Context, "sql">): Promise<EntryTrouble> {
  const [row] = await queryRows(sql, entryRow)`
    SELECT count(*) FILTER (WHERE state = 'refused') AS refused, count(*) FILTER (WHERE state = 'unknown') AS unknown FROM brand`;
  return row ?? NONE;
}

/** `ended` and `full` as the carrier last listed them: campaigns that took their numbers along, and those without room. */
export type CampaignTrouble = EntryTrouble & { ended: number; full: number };

const campaignRow = entryRow.extend({ ended: z.number(), full: z.number() });

export async function countCampaignTrouble({ sql }: Pick<Context, "sql">): Promise<CampaignTrouble> {
  const [row] = await queryRows(sql, campaignRow)`
    SELECT count(*) FILTER (WHERE state = 'refused') AS refused, count(*) FILTER (WHERE state = 'unknown') AS unknown,
      count(*) FILTER (WHERE standing IN ('ended', 'absent')) AS ended,
      count(*) FILTER (WHERE standing = 'ready' AND bound >= capacity) AS full FROM campaign`;
  return row ?? { ...NONE, ended: 0, full: 0 };
}
