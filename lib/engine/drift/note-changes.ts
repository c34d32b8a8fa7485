import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { CAMPAIGN_STATE, DRIFT_LABELS, type DriftFacet } from "@/lib/domain/drift";
import { classifyChange } from "@/lib/domain/drift-rules";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceField } from "@/lib/domain/service-state";
import { closeDrift, insertDrift, type NewDrift } from "./drift-rows";
import { findExplained } from "./explain-changes";

/** A fact that was known and that a reading shows otherwise. `orderId`: the order of ours on whose behalf the number was read. */
export type ChangedFact = {
  number: PhoneNumber;
  field: ServiceField;
  before: string | null;
  after: string | null;
  /** When the former value was last read. */
  knownAt: Date;
  raw: string | null;
  callId: string | null;
  orderId: string | null;
};
export type DriftEvent = NewDrift & { message: string };

const openRow = z.object({
  id: z.string(),
  e164: phoneNumber,
  facet: z.string(),
  kind: z.string(),
  before: z.string().nullable(),
});
const certainRow = z.object({ e164: phoneNumber, value: z.string() });

/**
 * What no order of ours explains becomes drift, one row per facet; what is again as it was before closes it. Returns an entry for the
 * timeline of each new difference. Runs in the caller's transaction, which holds the numbers.
 */
export async function noteChanges(
  client: PoolClient,
  account: { id: string; carrierId: string },
  changes: readonly ChangedFact[],
): Promise<DriftEvent[]> {
  if (changes.length === 0) return [];
  const rows = await queryRows(client, openRow)`
    SELECT id, e164, facet, kind, before FROM drift
    WHERE account_id = ${account.id} AND e164 = ANY(${changes.map((one) => one.number)}::text[])
      AND state IN ('open', 'restoring') AND kind <> 'number-appeared'`;
  const open = new Map(rows.map((row) => [`${row.e164} ${row.facet}`, row]));
  const findOpen = ({ number }: ChangedFact, facet: DriftFacet) => open.get(`${number} ${facet}`);
  const findReversed = (change: ChangedFact) => {
    const row = findOpen(change, change.field);
    return row && row.before === change.after ? row : undefined;
  };
  await closeDrift(
    client,
    changes.flatMap((change) => {
      // A number that left its campaign is no longer concerned by how that one fares.
      const left = change.field === "campaignId" ? findOpen(change, CAMPAIGN_STATE) : undefined;
      const { orderId } = change;
      return [findReversed(change), left].flatMap((row) => (row ? [{ id: row.id, orderId }] : []));
    }),
  );

  const certain = await findCertain(client, account.id, changes);
  const suspects = changes.flatMap((change) => {
    if (change.orderId !== null || findReversed(change)) return [];
    // Null is a former value too: the number was in no campaign when the open difference began.
    const row = findOpen(change, change.field);
    const before = row ? row.before : (certain.get(change) ?? change.before);
    const kind = classifyChange(change.field, before, change.after);
    return kind === null ? [] : [{ ...change, before, kind }];
  });
  const explained = await findExplained(client, account.id, suspects);
  const drift = suspects
    .filter((one) => !explained.has(one))
    .map(({ number, field, kind, before, after, raw, callId, knownAt }) => ({
      ...{ number, facet: field, kind, before, after, raw, callId, knownAt },
      isNew: open.get(`${number} ${field}`)?.kind !== kind,
      message: `${DRIFT_LABELS[kind].label}. No order of ours explains it.`,
    }));
  await insertDrift(client, account, drift);
  return drift.filter(({ isNew }) => isNew);
}

/** A value that no contract lists covers what was certain before: a state is compared with the last certain one. */
async function findCertain(
  client: PoolClient,
  accountId: string,
  changes: readonly ChangedFact[],
): Promise<Map<ChangedFact, string>> {
  const covered = changes.filter(({ field, before }) => field === "smsState" && before === "unknown");
  if (covered.length === 0) return new Map();
  const rows = await queryRows(client, certainRow)`
    SELECT DISTINCT ON (e164) e164, before AS value FROM number_event
    WHERE e164 = ANY(${covered.map(({ number }) => number)}::text[]) AND account_id = ${accountId} AND kind = 'changed'
      AND field = 'smsState' AND after = 'unknown' AND before IS NOT NULL AND before <> 'unknown' ORDER BY e164, at DESC`;
  const values = new Map(rows.map((row) => [row.e164, row.value]));
  return new Map(
    covered.flatMap((change) => {
      const value = values.get(change.number);
      return value === undefined ? [] : [[change, value] as const];
    }),
  );
}
