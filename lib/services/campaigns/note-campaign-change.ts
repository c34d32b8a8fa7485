import "server-only";
import type { PoolClient } from "pg";
import { idRow, numberRow, queryRows, raw } from "@/lib/db/sql";
import type { CampaignStanding } from "@/lib/domain/campaign";
import { CAMPAIGN_STATE, DRIFT_LABELS } from "@/lib/domain/drift";
import { classifyCampaignEnd } from "@/lib/domain/drift-rules";
import { closeDrift, insertDrift } from "@/lib/engine/drift/drift-rows";
import { insertEvents } from "@/lib/engine/facts";
import { IS_CAMPAIGN_FACT } from "@/lib/services/numbers/number-filter";

type Change = {
  campaignId: string;
  before: { event: string | null; standing: string | null };
  event: string | null;
  standing: CampaignStanding;
  callId: string | null;
};

/**
 * A campaign that stops takes its numbers along; one that is ready again, or again as it was, brings them back. Its first reading
 * changes nothing.
 */
export async function noteCampaignChange(
  client: PoolClient,
  account: { id: string; carrierId: string },
  { campaignId, before, event, standing, callId }: Change,
): Promise<void> {
  const hasStopped = standing === "ended" || standing === "absent";
  if (!hasStopped) {
    const open = await queryRows(client, idRow)`
      SELECT d.id FROM number_fact f JOIN drift d ON d.e164 = f.e164 AND d.account_id = f.account_id AND d.facet = ${CAMPAIGN_STATE}
      WHERE f.account_id = ${account.id} AND ${raw(IS_CAMPAIGN_FACT.replaceAll(/\b(facet|value)\b/g, "f.$1"))}
        AND f.value = ${campaignId} AND d.state IN ('open', 'restoring')
        AND (${standing === "ready"} OR d.before = ${nameState(campaignId, event)})`;
    return closeDrift(
      client,
      open.map(({ id }) => ({ id, orderId: null })),
    );
  }
  if (
    before.standing === null ||
    (before.standing !== "ready" && before.standing !== "waiting" && !isNewEnd(before, event))
  )
    return;
  const rows = await queryRows(client, numberRow)`
    SELECT e164 FROM number_fact WHERE account_id = ${account.id} AND ${raw(IS_CAMPAIGN_FACT)} AND value = ${campaignId} ORDER BY e164`;
  const numbers = rows.map(({ e164 }) => e164);
  await client.query(`SELECT FROM number WHERE e164 = ANY($1::text[]) ORDER BY e164 FOR NO KEY UPDATE`, [numbers]);
  const kind = classifyCampaignEnd(standing, event);
  const shown = { before: nameState(campaignId, before.event), after: nameState(campaignId, event), callId };
  const reported = JSON.stringify({ campaignId, event });
  await insertDrift(
    client,
    account,
    numbers.map((number) => ({ ...shown, number, facet: CAMPAIGN_STATE, kind, raw: reported })),
  );
  const message = `${DRIFT_LABELS[kind].label}: ${campaignId}. The carrier reports ${event ?? "that it does not know it"}.`;
  await insertEvents(
    client,
    account,
    numbers.map((number) => ({ ...shown, number, kind: "drift", field: "campaignId", message })),
  );
}

/** Suspended, and then expired: what the numbers face is another thing now. */
const isNewEnd = (before: Change["before"], event: string | null) =>
  before.standing === "ended" && before.event !== event;

const nameState = (campaignId: string, event: string | null) => `${campaignId} ${event ?? "unknown to the carrier"}`;
