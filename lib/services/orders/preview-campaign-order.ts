import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { type CampaignTarget, countFree } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { isTollFree, type PhoneNumber } from "@/lib/domain/phone-number";
import { groupVerdicts, preflightInput, type Preflight, type PreflightVerdict } from "@/lib/domain/preflight";
import {
  CAMPAIGN_COLUMNS,
  CAMPAIGN_FROM,
  type CampaignSqlRow,
  toCampaignRow,
} from "@/lib/services/campaigns/list-campaigns";
import { type KnownNumber, type OpenOrder, readKnownNumbers } from "./preview-known-numbers";

export const campaignCheckInput = preflightInput.extend({ campaignId: z.string().max(20) });
export type CampaignCheckInput = z.output<typeof campaignCheckInput>;

/** A campaign with its whole and its free room. */
export type RoomyCampaign = CampaignTarget & { capacity: number; used: number; pending: number };

export type CampaignPreflight = Preflight & {
  target: RoomyCampaign;
  /** Other registered campaigns of the same brand with room, the roomiest first. */
  siblings: RoomyCampaign[];
  /** Which of the numbers the campaign has already: they need no room. */
  held: PhoneNumber[];
  /** Which of the numbers leave another campaign. */
  moving: PhoneNumber[];
};

type Judgement = { verdict: PreflightVerdict; order?: OpenOrder };

/**
 * Dry run of putting numbers on a campaign, from the database alone. Errors: NOT_FOUND (account), INVALID_INPUT (the carrier has no
 * campaigns, or has not taken this one).
 */
export async function checkCampaignOrder(
  ctx: Context,
  { accountId, campaignId, numbers }: CampaignCheckInput,
): Promise<CampaignPreflight> {
  const account = await ctx.carriers.open(accountId);
  const carrier = account.definition.label;
  if (!account.carrier.programs["campaign-assign"]) throw new AppError("INVALID_INPUT", `${carrier} has no campaigns.`);
  const { target, siblings } = await readFamily(ctx, accountId, campaignId);
  const distinct = [...new Set(numbers)];
  const find = await readKnownNumbers(ctx.sql, accountId, distinct);
  const entries = distinct.map((number) => ({ number, ...judge(number, find(number), campaignId, carrier) }));
  const isIn = (number: PhoneNumber) => find(number).campaignId;
  return {
    groups: groupVerdicts(entries),
    notes: [],
    target,
    siblings,
    held: distinct.filter((number) => isIn(number) === campaignId),
    moving: distinct.filter((number) => isIn(number) !== null && isIn(number) !== campaignId),
  };
}

async function readFamily({ sql }: Context, accountId: string, campaignId: string) {
  const { rows } = await sql.query<CampaignSqlRow>(
    `SELECT ${CAMPAIGN_COLUMNS} FROM ${CAMPAIGN_FROM} WHERE c.state = 'registered' AND c.account_id = $1 AND c.brand_row_id =
       (SELECT brand_row_id FROM campaign WHERE account_id = $1 AND campaign_id = $2) LIMIT 200`,
    [accountId, campaignId],
  );
  const family = rows.map(toCampaignRow).map((row) => ({
    campaignId: row.campaignId,
    capacity: row.capacity,
    used: row.used,
    pending: row.pending,
    free: countFree(row),
    standing: row.standing,
  }));
  const target = family.find((one) => one.campaignId === campaignId);
  if (!target) throw new AppError("INVALID_INPUT", `Campaign ${campaignId} is not registered with this account.`);
  const siblings = family
    .filter((one) => one !== target && one.free > 0 && one.standing !== "ended" && one.standing !== "absent")
    .sort((a, b) => b.free - a.free || (a.campaignId < b.campaignId ? -1 : 1));
  return { target, siblings };
}

function judge(number: PhoneNumber, known: KnownNumber, campaignId: string, carrier: string): Judgement {
  if (isTollFree(number))
    return give(
      "fail",
      "toll-free",
      "Toll-free",
      "Campaigns are for local numbers; toll-free ones are verified instead.",
    );
  if (known.ownership === "gone")
    return give("fail", "gone", "No longer yours", `${carrier} no longer lists these in this account.`);
  const open = known.openOrders.find(({ kind }) => kind === "campaign-assign");
  if (open)
    return {
      ...give(
        "unknown",
        "open-order",
        "In an open order",
        "A campaign order for these is not settled yet. Whichever ends last wins; wait for it to settle.",
      ),
      order: open,
    };
  if (known.campaignId === campaignId)
    return give(
      "same",
      "in-campaign",
      "Already in this campaign",
      `${carrier} listed these under ${campaignId}. Including them asks the carrier again and sends nothing where that still holds.`,
    );
  if (known.ownership !== "owned")
    return give(
      "unknown",
      "not-owned",
      "Not known to be yours",
      `We have not seen these in this ${carrier} account. One number that is not there lets ${carrier} refuse those sent with it; look them up first.`,
    );
  if (known.campaignId !== null)
    return give(
      "change",
      `move ${known.campaignId}`,
      `Move from ${known.campaignId}`,
      `These leave ${known.campaignId}. Until the networks know the new campaign, their messages may be held or lost.`,
      true,
    );
  if (known.route === null)
    return give(
      "unknown",
      "no-route",
      "No route told",
      `${carrier} has told no route for these; they may not be active yet.`,
      true,
    );
  return give("change", "none", "In no campaign", `${carrier} has named no campaign for these.`, true);
}

const give = (
  outcome: PreflightVerdict["outcome"],
  code: string,
  title: string,
  explanation: string,
  isIncluded = false,
): Judgement => ({ verdict: { outcome, code, title, explanation, isIncluded } });
