import "server-only";
import type { CampaignStatus } from "@/lib/carriers/carrier";
import { idRow, queryCount, queryRows, raw, sql as part } from "@/lib/db/sql";
import { recordStatuses } from "@/lib/services/campaigns/record-statuses";
import { IS_CAMPAIGN_FACT } from "@/lib/services/numbers/number-filter";
import { type GroupReader, type ReaderInput, toBatch } from "./reading-group";
import { readSpare } from "./read-spare";

const SIZE = 100;

/** Registered campaigns, and those that numbers of the account are in; one that ended long ago, and has no numbers, is not read again. */
const campaignsOf = (accountId: string) => part`(
  SELECT campaign_id AS id FROM campaign
  WHERE account_id = ${accountId} AND state IN ('registered', 'unknown')
    AND (standing IS NULL OR standing NOT IN ('ended', 'absent') OR coalesce(bound, 0) > 0 OR checked_at < now() - interval '20 hours')
  UNION
  SELECT value FROM number_fact WHERE account_id = ${accountId} AND ${raw(IS_CAMPAIGN_FACT)})`;

/** How campaigns stand and which numbers they have, in the order of their IDs. */
export function createCampaignReader({ sql, account, claim }: ReaderInput): GroupReader {
  let after = claim.cursor ?? "";
  let total: number | undefined;

  return {
    async readNext() {
      if (claim.isNew && total === undefined) {
        total = await queryCount(sql)`SELECT count(*) AS count FROM ${campaignsOf(account.id)} c`;
      }
      const rows = await queryRows(sql, idRow)`
        SELECT id FROM ${campaignsOf(account.id)} c WHERE id COLLATE "C" > ${after} ORDER BY id COLLATE "C" LIMIT ${SIZE}`;
      const ids = rows.map(({ id }) => id);
      const read =
        ids.length > 0
          ? await readSpare(async () => (await account.carrier.campaigns?.readCampaigns(ids)) ?? [])
          : { value: [], callId: null, calls: 0, readAt: new Date() };
      const { value: statuses, callId, calls, readAt } = read;
      after = ids.at(-1) ?? after;
      return toBatch({
        progress: {
          cursor: after,
          read: statuses.length,
          failed: ids.length - statuses.length,
          calls,
          total,
          isPartial: false,
        },
        isEnd: ids.length < SIZE,
        items: statuses,
        store: (client, items: readonly CampaignStatus[]) =>
          recordStatuses(client, account, items, { readAt, callId, actorId: null }),
      });
    },
  };
}
