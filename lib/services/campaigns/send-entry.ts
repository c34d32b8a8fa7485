import "server-only";
import { CarrierError, type CampaignStatus, type Campaigns } from "@/lib/carriers/carrier";
import { type CallTrace, withTrace } from "@/lib/carriers/registry";
import type { Carriers, OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import type { EntryAnswer, EntryState } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { claimEntry, type ClaimedEntry, type EntryKind, putBack, settleEntry } from "./entry-rows";

type Deps = { sql: Sql; carriers: Carriers };
/** Well within the lease of the claim: what has not left by then stays here. */
const SENT_WITHIN_MS = 60_000;

type Said = Omit<EntryAnswer, "at">;

/**
 * Registers one brand or campaign with its carrier: the worker's part. Whoever turns `submitted` into `sending` writes, once. A row found
 * in `sending` belongs to a run that ended in the middle: whether the carrier has it only a reading may say, never a second write.
 * Throws when nothing has left (carrier held back, limit): the job comes again by itself. After any other fault the row stays in
 * `sending`, and is settled by a reading. What the carrier refuses for now comes again by itself. Resolves with the state it is in then;
 * null: there was nothing to do.
 */
export async function sendEntry(
  deps: Deps,
  { entry, id, actorId }: { entry: EntryKind; id: string; actorId: string | null },
): Promise<EntryState | null> {
  const row = await claimEntry(deps.sql, entry, id);
  if (!row) return null;
  const trace: CallTrace = { actorId: actorId ?? undefined, isUrgent: true, writeBefore: Date.now() + SENT_WITHIN_MS };
  const said = await withTrace(trace, async () => {
    try {
      return await perform(await deps.carriers.open(row.accountId), row);
    } catch (error) {
      if (error instanceof AppError) return row.isLost ? lose(error.message) : refuse(null, error.message);
      if (!(error instanceof CarrierError)) throw error;
      if (error.mayHaveHappened || !error.isRetryable) return lose(error.message, error.carrierCode);
      await putBack(deps.sql, row);
      throw error;
    }
  });
  return settleEntry(deps.sql, row, { ...said, at: new Date().toISOString(), actorId }, trace.lastCallId ?? null);
}

async function perform(account: OpenAccount, row: ClaimedEntry): Promise<Said> {
  const { campaigns } = account.carrier;
  if (!campaigns) return refuse(null, `${account.definition.label} knows no brands and campaigns.`);
  if (row.isLost) {
    const found = await settle(campaigns, row);
    // A run that broke off is settled by reading alone; sending again after a lost answer was a person's own wish.
    if (found || row.isAbandoned) return found ?? lose("The worker ended before the carrier's answer was stored.");
  }
  try {
    const { is, words } = await write(campaigns, row);
    return { is, code: null, words, meaning: null, action: null };
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    if (error.mayHaveHappened)
      return (await settle(campaigns, row).catch(() => null)) ?? lose(error.message, error.carrierCode);
    if (error.isRetryable) throw error;
    return explain(account, error);
  }
}

const write = (campaigns: Campaigns, row: ClaimedEntry) =>
  row.entry === "brand"
    ? campaigns.addBrand({ brandId: row.brandId, name: row.name, description: row.description })
    : campaigns.addCampaign({ campaignId: row.campaignId, brandId: row.brandId, description: row.description });

/** What a reading proves; null where it proves nothing. No carrier lists brands. */
async function settle(campaigns: Campaigns, row: ClaimedEntry): Promise<Said | null> {
  if (row.entry === "brand") return null;
  const [status] = await campaigns.readCampaigns([row.campaignId]);
  return status && status.standing !== "absent" ? toFound(status) : null;
}

export const toFound = ({ event }: CampaignStatus): Said => ({
  is: "found",
  code: null,
  words: `The answer was lost; a reading shows the campaign (${event ?? "no event"}).`,
  meaning: null,
  action: null,
});

const lose = (words: string, code?: string): Said => ({
  is: "lost",
  code: code ?? null,
  words,
  meaning: "The carrier may have taken it: its answer was lost, and no reading shows it.",
  action: "Look again after a while, or send it once more: a carrier that has it already says so, which serves.",
});

const refuse = (code: string | null, words: string): Said => ({
  is: "refused",
  code,
  words,
  meaning: null,
  action: null,
});

/** A refusal that the catalogue calls passing waits for its time; any other stands. */
function explain({ definition }: OpenAccount, error: CarrierError): Said {
  const code = error.carrierCode ?? null;
  const known = definition.describeError(code ?? "", error.message);
  return {
    is: known?.isRetryable ? "waiting" : "refused",
    code,
    words: error.message,
    meaning: known?.meaning ?? null,
    action: known?.action ?? null,
  };
}
