import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Carriers, OpenAccount } from "@/lib/context";
import { isRefused, writeApart } from "@/lib/db/batch";
import type { Sql } from "@/lib/db/client";
import { AppError } from "@/lib/domain/errors";
import { planReading, type ReadingGroup } from "@/lib/domain/reading-cycle";
import { log } from "@/lib/log";
import { findAccountList } from "./account-lists";
import { addProgress, type Claim, endCycle, releaseCycle, renewLease, Superseded, withClaim } from "./cycle-row";
import { createCampaignReader } from "./read-campaigns";
import { createListReader } from "./read-list";
import { createWebhookReader } from "./read-webhooks";
import { createSmsReader } from "./read-sms";
import type { GroupReader, ReadBatch, ReaderInput } from "./reading-group";
import { readIntervals } from "./reading-intervals";

type Deps = { sql: Sql; carriers: Carriers };

const RENEW_MS = 10_000;
const FIRST_PAUSE_SECONDS = 30;
const MAX_PAUSE_SECONDS = 1_800;
/** Between two looks for spare allowance. */
const NO_SPARE_SECONDS = 15;

/** The groups that can be read at an account. */
export const listGroups = (account: OpenAccount): ReadingGroup[] => [
  ...(account.carrier.programs["sms-enable"] && account.carrier.readNumbers ? (["sms"] as const) : []),
  ...(account.carrier.campaigns ? (["campaigns"] as const) : []),
  ...(account.carrier.readWebhook ? (["webhooks"] as const) : []),
  ...(["registrations", "owned"] as const).filter((group) => findAccountList(account, group) !== null),
];

function createReader(input: ReaderInput): GroupReader | null {
  const { group } = input.claim;
  if (!listGroups(input.account).includes(group)) return null;
  if (group === "sms") return createSmsReader(input);
  if (group === "webhooks") return createWebhookReader(input);
  if (group === "campaigns") return createCampaignReader(input);
  const list = findAccountList(input.account, group);
  return list && createListReader(input, list);
}

/**
 * Reads on from the claim's place, batch by batch, until the group is read, the carrier holds it up, or `signal` says stop. Whatever
 * ends it, what was stored is stored, and the next worker goes on behind it.
 */
export async function runCycle(deps: Deps, claim: Claim, signal: AbortSignal): Promise<void> {
  const { sql } = deps;
  let isMine = true;
  const renewing = setInterval(() => {
    renewLease(sql, claim).then(
      (is) => (isMine = is),
      (error: unknown) => log.warn({ err: error, claim }, "could not renew the lease of a reading"),
    );
  }, RENEW_MS);
  try {
    const account = await deps.carriers.open(claim.accountId);
    const reader = createReader({ sql, account, claim });
    if (!reader) return await withClaim(sql, claim, async (client) => void (await endCycle(client, claim, null)));
    while (!signal.aborted && isMine) if (await readBatch(deps, claim, reader)) return;
    await releaseCycle(sql, claim, { seconds: 0, fault: null, isFault: false, calls: 0 });
  } catch (error) {
    await holdUp(sql, claim, error);
  } finally {
    clearInterval(renewing);
  }
}

/** True at the end. */
async function readBatch({ sql }: Deps, claim: Claim, reader: GroupReader): Promise<boolean> {
  const batch = await reader.readNext();
  const intervals = batch.isEnd ? await readIntervals({ sql }) : null;
  const isPaused = await storeBatch(
    sql,
    claim,
    batch,
    intervals && planReading(intervals[claim.group], claim.startedAt),
  );
  claim.faults = 0;
  claim.cursor = batch.progress.cursor;
  return batch.isEnd || isPaused;
}

async function storeBatch(sql: Sql, claim: Claim, batch: ReadBatch, nextAt: Date | null): Promise<boolean> {
  const finish = (items: readonly unknown[], failed: number, changedBefore: number) =>
    withClaim(sql, claim, async (client) => {
      const changed = changedBefore + (items.length > 0 || batch.isEnd ? await batch.store(client, items) : 0);
      const progress = {
        ...batch.progress,
        read: batch.progress.read - failed,
        failed: batch.progress.failed + failed,
      };
      await addProgress(client, claim, { ...progress, changed });
      if (batch.isEnd) await endCycle(client, claim, nextAt);
      return false;
    });
  try {
    return await finish(batch.items, 0, 0);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const ref = crypto.randomUUID().slice(0, 8);
    log.warn({ ref, err: error, claim }, "a reading could not be stored as a whole, each part is stored by itself");
    let changed = 0;
    const refused = await writeApart(batch.items, async (items) => {
      changed += await withClaim(sql, claim, (client) => batch.store(client, items));
    });
    for (const cause of refused.values())
      log.error({ ref, err: cause, claim }, "a carrier's answer could not be stored");
    return finish([], refused.size, changed);
  }
}

async function holdUp(sql: Sql, claim: Claim, error: unknown): Promise<void> {
  if (error instanceof Superseded) return;
  const isWaiting = error instanceof CarrierError && (error.fault === "rate_limited" || error.fault === "paused");
  const isOurs = !(error instanceof CarrierError || error instanceof AppError);
  const ref = crypto.randomUUID().slice(0, 8);
  if (isOurs) log.error({ ref, err: error, claim }, "a reading ended early");
  const fault = isOurs ? `Our fault (log reference ${ref}).` : error instanceof Error ? error.message : String(error);
  const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** claim.faults, MAX_PAUSE_SECONDS);
  const resetAt = error instanceof CarrierError ? error.resetAt : undefined;
  const wait = resetAt === undefined ? NO_SPARE_SECONDS : Math.ceil(Math.max(resetAt - Date.now(), 0) / 1000) + 1;
  await releaseCycle(sql, claim, {
    seconds: isWaiting ? wait : pause,
    fault,
    isFault: !isWaiting,
    calls: error instanceof CarrierError && error.callId !== undefined ? 1 : 0,
  });
}
