import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { StuckMatter } from "@/lib/domain/escalation";
import { DEFAULT_CAMPAIGN_SECONDS, DEFAULT_MESSAGE_SECONDS } from "@/lib/domain/expected-times";
import type { StuckAccount, StuckCampaign, StuckMessages } from "@/lib/domain/stuck";
import { readExpectedTimes } from "./expected-times";
import { MESSAGE_DAYS, MOVING_MESSAGE } from "./stuck-sql";

/** What a letter to the carrier of this account says. */
export type AccountMatter = { account: StuckAccount; matter: StuckMatter };

const MAX_MESSAGES = 200;

export async function describeCampaigns(ctx: Context, campaigns: readonly StuckCampaign[]): Promise<AccountMatter[]> {
  const { campaign } = await readExpectedTimes(ctx);
  const usualSeconds = campaign ?? DEFAULT_CAMPAIGN_SECONDS;
  return campaigns.map(({ campaignId, brand, since, event, checkedAt, ...account }) => ({
    account,
    matter: { type: "campaign", campaignId, brand, since, event, checkedAt, usualSeconds },
  }));
}

const messageRow = z.object({ from: z.string(), to: z.string(), at: z.date(), id: z.string(), state: z.string() });

export async function describeMessages(ctx: Context, messages: readonly StuckMessages[]): Promise<AccountMatter[]> {
  const { message } = await readExpectedTimes(ctx);
  const usualSeconds = message ?? DEFAULT_MESSAGE_SECONDS;
  return Promise.all(
    messages.map(async (account): Promise<AccountMatter> => {
      const rows = await queryRows(ctx.sql, messageRow)`
        SELECT m.e164 AS "from", m.peer AS "to", m.occurred_at AS at, m.external_id AS id, m.state FROM message m
        WHERE m.account_id = ${account.accountId} AND ${MOVING_MESSAGE} AND m.occurred_at < now() - ${usualSeconds} * interval '1 s'
          AND m.occurred_at > now() - ${MESSAGE_DAYS} * interval '1 day' ORDER BY m.occurred_at LIMIT ${MAX_MESSAGES}`;
      const shown = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
      return { account, matter: { type: "messages", messages: shown, count: account.count, usualSeconds } };
    }),
  );
}
