import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { countFree } from "@/lib/domain/campaign";
import { CAMPAIGN_COLUMNS, CAMPAIGN_FROM, campaignSqlRow, toCampaignRow } from "./list-campaigns";

/** A campaign that numbers can be put on, with its room. */
export type AssignTarget = ReturnType<typeof toCampaignRow> & { free: number; mode: "live" | "sandbox" };

const MAX = 500;
const targetRow = campaignSqlRow.extend({ mode: z.enum(["live", "sandbox"]) });

/** The campaigns that the carriers have taken, by brand and id, at accounts in use. */
export async function listTargets({ sql }: Pick<Context, "sql">): Promise<AssignTarget[]> {
  const rows = await queryRows(sql, targetRow)`
    SELECT ${raw(CAMPAIGN_COLUMNS)}, a.mode FROM ${raw(CAMPAIGN_FROM)} WHERE c.state = 'registered' AND a.is_enabled
    ORDER BY b.brand_id, c.campaign_id LIMIT ${MAX}`;
  return rows.map(({ mode, ...row }) => {
    const target = toCampaignRow(row);
    return { ...target, free: countFree(target), mode };
  });
}
