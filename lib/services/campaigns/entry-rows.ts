import "server-only";
import type { Sql } from "@/lib/db/client";
import { type EntryAnswer, type EntryState, planNextTry } from "@/lib/domain/campaign";
import { addJob } from "@/lib/jobs/queue";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";

export type EntryKind = "brand" | "campaign";

type Claim = {
  id: string;
  accountId: string;
  brandId: string;
  description: string;
  /** Only who holds it may write the outcome. */
  token: Date;
  /** An earlier answer was lost: read before anything is sent. */
  isLost: boolean;
  /** An earlier run ended between its claim and its outcome. */
  isAbandoned: boolean;
  /** How often in a row the carrier refused it for now. */
  tries: number;
};
export type ClaimedEntry = Claim & ({ entry: "brand"; name: string } | { entry: "campaign"; campaignId: string });

type Row = {
  id: string;
  account_id: string;
  brand_id: string;
  name: string;
  description: string;
  campaign_id: string;
  sent_at: Date;
  is_lost: boolean;
  tries: number;
};

/** How long a call and what follows it take at most; before that a row in `sending` is somebody else's. */
const LEASE_SECONDS = 90;

/** Takes the row to be sent, or one whose run broke off. Null: nothing is to be done, or another run is at it. */
export async function claimEntry(sql: Sql, entry: EntryKind, id: string): Promise<ClaimedEntry | null> {
  const columns =
    entry === "brand"
      ? `e.id, e.account_id, e.brand_id, e.name, e.description, '' AS campaign_id`
      : `e.id, e.account_id, b.brand_id, b.name, e.description, e.campaign_id`;
  const from = entry === "brand" ? "" : "FROM brand b";
  const joined = entry === "brand" ? "" : "AND b.id = e.brand_row_id";
  const take = async (state: EntryState, condition: string) => {
    const { rows } = await sql.query<Row>(
      `UPDATE ${entry} e SET state = 'sending', sent_at = clock_timestamp() ${from}
       WHERE e.id = $1 AND e.state = $2 ${condition} ${joined}
       RETURNING ${columns}, e.sent_at, coalesce(e.last_answer->>'is' = 'lost', false) AS is_lost,
         coalesce((e.last_answer->>'tries')::int, 0) AS tries`,
      [id, state],
    );
    return rows[0] ?? null;
  };
  const isDue = `AND (e.last_answer->>'againAt')::timestamptz <= clock_timestamp() + interval '1 second'`;
  const fresh = (await take("submitted", "")) ?? (await take("waiting", isDue));
  const row = fresh ?? (await take("sending", `AND e.sent_at < now() - interval '${LEASE_SECONDS} seconds'`));
  if (!row) return refuseRunning(sql, entry, id);
  const claim: Claim = {
    id: row.id,
    accountId: row.account_id,
    brandId: row.brand_id,
    description: row.description,
    token: row.sent_at,
    isLost: row.is_lost || fresh === null,
    isAbandoned: fresh === null,
    tries: row.tries,
  };
  return entry === "brand" ? { ...claim, entry, name: row.name } : { ...claim, entry, campaignId: row.campaign_id };
}

/** A row whose lease runs has its job come again, in case that the run is dead; any other row needs nothing. */
async function refuseRunning(sql: Sql, entry: EntryKind, id: string): Promise<null> {
  const { rows } = await sql.query<{ state: EntryState }>(`SELECT state FROM ${entry} WHERE id = $1`, [id]);
  if (rows[0]?.state === "sending") throw new Error(`${entry} ${id} is being sent by another run`);
  return null;
}

/** Nothing left: the row waits for its job again. */
export async function putBack(sql: Sql, { entry, id, token, isAbandoned }: ClaimedEntry): Promise<void> {
  if (isAbandoned) return;
  await sql.query(`UPDATE ${entry} SET state = 'submitted' WHERE id = $1 AND state = 'sending' AND sent_at = $2`, [
    id,
    token,
  ]);
}

const STATES = {
  registered: "registered",
  existing: "registered",
  found: "registered",
  waiting: "waiting",
  refused: "refused",
  lost: "unknown",
} as const satisfies Record<EntryAnswer["is"], EntryState>;

const SUMMARIES = {
  registered: "registered",
  existing: "was at the carrier already, and is taken as registered",
  found: "registered; its answer was lost, a reading found it",
  waiting: "refused for now",
  refused: "refused",
  lost: "sent, and its answer was lost",
} as const satisfies Record<EntryAnswer["is"], string>;

/** Writes the outcome with its audit event; does nothing for who has lost the token. A campaign that is taken proves its brand. */
export async function settleEntry(
  sql: Sql,
  row: ClaimedEntry,
  { actorId, ...said }: EntryAnswer & { actorId: string | null },
  callId: string | null,
): Promise<EntryState> {
  const state = STATES[said.is];
  const tries = state === "waiting" ? row.tries + 1 : 0;
  const againAt = state === "waiting" ? planNextTry(tries, new Date(said.at)) : null;
  const answer: EntryAnswer = {
    ...said,
    ...(tries > 0 && { tries }),
    ...(againAt && { againAt: againAt.toISOString() }),
  };
  const name = row.entry === "brand" ? row.brandId : row.campaignId;
  await inTransaction(sql, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE ${row.entry} SET state = $3, last_answer = $4 WHERE id = $1 AND state = 'sending' AND sent_at = $2`,
      [row.id, row.token, state, JSON.stringify({ ...answer, callId })],
    );
    if (rowCount === 0) return;
    if (againAt)
      await addJob(
        client,
        "entry.submitted",
        { entry: row.entry, id: row.id, actorId },
        { jobKey: `entry.again:${row.id}`, runAt: againAt },
      );
    if (row.entry === "campaign" && state === "registered")
      await client.query(
        `UPDATE brand SET state = 'registered'
         WHERE state = 'unknown' AND id = (SELECT brand_row_id FROM campaign WHERE id = $1)`,
        [row.id],
      );
    await recordAuditSql(client, "system", {
      action: `${row.entry}.${state === "unknown" ? "lost" : answer.is}`,
      entityType: row.entry,
      entityId: row.id,
      summary: `${row.entry === "brand" ? "Brand" : "Campaign"} ${name} ${SUMMARIES[answer.is]}`,
      after: { ...answer, callId },
    });
  });
  return state;
}
