import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import { numberRow, queryCount, queryRows } from "@/lib/db/sql";
import { type FactEntry, recordFacts } from "@/lib/engine/facts";
import { type GroupReader, type ReaderInput, toBatch } from "./reading-group";
import { readSpare } from "./read-spare";

/** The webhook of every number with SMS on at the account, one number a call: its carrier has no reading of several. */
export function createWebhookReader({ sql, account, claim }: ReaderInput): GroupReader {
  let after = claim.cursor ?? "";
  let total: number | undefined;

  return {
    async readNext() {
      if (total === undefined && claim.isNew) {
        total = await queryCount(sql)`
          SELECT count(*) AS count FROM number_fact WHERE account_id = ${account.id} AND facet = 'smsState' AND value = 'provisioned'`;
      }
      const [next] = await queryRows(sql, numberRow)`
        SELECT e164 FROM number_fact WHERE account_id = ${account.id} AND facet = 'smsState' AND value = 'provisioned' AND e164 > ${after}
        ORDER BY e164 LIMIT 1`;
      const number = next?.e164;
      const read =
        number === undefined
          ? null
          : await readSpare(async () => account.carrier.readWebhook?.(number)).catch(skipRefused);
      const facts = read?.value?.facts;
      const items: FactEntry[] =
        number !== undefined && facts?.webhookUrl !== undefined
          ? [{ number, facts: { webhookUrl: facts.webhookUrl }, raw: read?.value?.raw, callId: read?.callId ?? null }]
          : [];
      after = number ?? after;
      return toBatch({
        progress: {
          cursor: after,
          read: items.length,
          failed: number === undefined ? 0 : 1 - items.length,
          calls: read?.calls ?? 0,
          total,
          isPartial: false,
        },
        isEnd: number === undefined,
        items,
        store: (client, entries: readonly FactEntry[]) =>
          recordFacts(client, account, entries, { readAt: read?.readAt ?? new Date() }),
      });
    },
  };
}

/** A number that its carrier refuses to read holds up no other. */
function skipRefused(error: unknown) {
  if (!(error instanceof CarrierError) || !["rejected", "bad_response", "not_found"].includes(error.fault)) throw error;
  return { value: undefined, callId: error.callId ?? null, calls: 1, readAt: new Date() };
}
