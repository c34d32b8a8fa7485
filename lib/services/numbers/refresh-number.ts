import "server-only";
import { z } from "zod";
import { runTraced, type CallTrace } from "@/lib/carriers/registry";
import { CarrierError, type ReadableCarrier, type Reading } from "@/lib/carriers/carrier";
import type { Context, OpenAccount } from "@/lib/context";
import { writeApart } from "@/lib/db/batch";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { MAX_REFRESHED_AT_ONCE } from "@/lib/domain/refresh-run";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { log } from "@/lib/log";
import { recordAuditSql } from "@/lib/db/record-audit";
import { type FactEntry, insertEvents, recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";

export const refreshNumberInput = z.object({ number: phoneNumber, accountId: z.uuid() });
export type RefreshNumberInput = z.output<typeof refreshNumberInput>;
export type RefreshedNumber = { isReported: boolean; message: string };

export const refreshNumbersInput = z.object({ numbers: z.array(phoneNumber).min(1).max(MAX_REFRESHED_AT_ONCE) });
/** `read`: numbers that at least one carrier reported. `failures`: why accounts could not be read. */
export type RefreshedNumbers = { read: number; accounts: number; failures: string[] };

/**
 * Reads at the carrier what it knows of the number now, and keeps it with the call as evidence. Errors: NOT_FOUND (account),
 * INVALID_INPUT (the carrier has no such reading), and the carrier's own (CarrierError), after which nothing has changed.
 */
export async function refreshNumber(ctx: Context, { number, accountId }: RefreshNumberInput): Promise<RefreshedNumber> {
  const account = await ctx.carriers.open(accountId);
  if (!account.carrier.readNumbers)
    throw new AppError(
      "INVALID_INPUT",
      `${account.definition.label} has no reading of single numbers with this account.`,
    );
  const { kept, refused } = await readAndKeep(ctx, account, [number]);
  for (const error of refused.values()) throw error;
  const [looked] = kept;
  return { isReported: looked?.reading?.facts !== undefined, message: looked?.message ?? "" };
}

const knownAtRow = z.object({ account_id: z.string(), numbers: z.array(phoneNumber) });

/**
 * The same for many numbers, at every account in use that does something for them; each carrier is asked for as many at once as it
 * takes. An account that cannot be read takes nothing from the others. `isBulk`: nobody waits for it, and its start is in the audit log.
 */
export async function refreshNumbers(
  ctx: Context,
  { numbers, isBulk = false }: z.output<typeof refreshNumbersInput> & { isBulk?: boolean },
): Promise<RefreshedNumbers> {
  const rows = await queryRows(ctx.sql, knownAtRow)`
    SELECT f.account_id, array_agg(DISTINCT f.e164 ORDER BY f.e164) AS numbers
    FROM number_fact f JOIN carrier_account a ON a.id = f.account_id AND a.is_enabled
    WHERE f.e164 = ANY(${numbers}::text[]) GROUP BY 1 ORDER BY 1`;
  const reported = new Set<PhoneNumber>();
  const failures: string[] = [];
  let accounts = 0;
  await Promise.all(
    rows.map(async (row) => {
      const account = await ctx.carriers.open(row.account_id);
      if (!account.carrier.readNumbers) return;
      try {
        const { kept, refused } = await readAndKeep(ctx, account, row.numbers, { isBulk });
        for (const { number, reading } of kept) if (reading?.facts) reported.add(number);
        for (const [{ number }, error] of refused) failures.push(describeFault(account, number, error));
        accounts += 1;
      } catch (error) {
        if (!(error instanceof CarrierError)) throw error;
        failures.push(`${account.definition.label}: ${error.message}`);
      }
    }),
  );
  return { read: reported.size, accounts, failures };
}

function describeFault(account: OpenAccount, number: PhoneNumber, error: unknown): string {
  const ref = crypto.randomUUID().slice(0, 8);
  log.error({ ref, err: error, accountId: account.id, number }, "a carrier's answer could not be stored");
  return `${account.definition.label}: our fault, the answer about ${number} could not be stored (log reference ${ref}).`;
}

type Looked = { number: PhoneNumber; reading: Reading | undefined; entries: FactEntry[]; message: string };

/** A number whose answer cannot be stored takes nothing from the others. */
async function readAndKeep(
  ctx: Context,
  account: OpenAccount,
  numbers: readonly PhoneNumber[],
  { isBulk = false } = {},
): Promise<{ kept: Looked[]; refused: ReadonlyMap<Looked, unknown> }> {
  const trace: CallTrace = { actorId: ctx.actor.id, isUrgent: !isBulk };
  const read = await runTraced(trace, async () => account.carrier.readNumbers?.(numbers));
  if (read.type === "threw") throw read.error;
  const { value: readings = [], callId } = read;
  const actorId = ctx.actor.id;
  const looked = await Promise.all(
    numbers.map(async (number): Promise<Looked> => {
      const reading = readings.find((one) => one.number === number);
      const webhook = isBulk ? null : await readWebhookToo(ctx, account.carrier, number, reading);
      const message = describeReading(account.definition.label, reading) + (webhook?.message ?? "");
      const own = reading?.facts && {
        number,
        facts: reading.facts,
        raw: reading.raw,
        callId: reading.callId ?? callId,
        actorId,
      };
      return { number, reading, entries: [own, webhook?.entry].filter((entry) => entry !== undefined), message };
    }),
  );
  const refused = await writeApart(looked, (part) => keepLooked(ctx, account, part, { callId, isBulk }));
  const kept = looked.filter((one) => !refused.has(one));
  return { kept, refused };
}

async function keepLooked(
  ctx: Context,
  account: OpenAccount,
  looked: readonly Looked[],
  { callId, isBulk }: { callId: string | null; isBulk: boolean },
): Promise<void> {
  const actorId = ctx.actor.id;
  await inTransaction(ctx.sql, async (client) => {
    await ensureNumbers(
      client,
      looked.map(({ number }) => number),
    );
    await recordFacts(
      client,
      account,
      looked.flatMap(({ entries }) => entries),
    );
    await insertEvents(
      client,
      account,
      looked.map(({ number, reading, message }) => ({
        number,
        kind: "checked",
        message,
        callId: reading?.callId ?? callId,
        actorId,
      })),
    );
    for (const { number, message, entries } of isBulk ? [] : looked)
      await recordAuditSql(client, ctx.actor, {
        action: "number.refreshed",
        entityType: "number",
        entityId: number,
        summary: message,
        after: {
          accountId: account.id,
          facts: Object.assign({}, ...entries.map(({ facts }) => facts)) as ServiceFacts,
        },
      });
  });
}

/** Where SMS is on, the webhook is read besides; that it cannot be read takes nothing from what was. */
async function readWebhookToo(
  ctx: Context,
  { readWebhook }: ReadableCarrier,
  number: PhoneNumber,
  reading: Reading | undefined,
): Promise<{ entry?: FactEntry; message: string } | null> {
  if (!readWebhook || reading?.facts?.smsState !== "provisioned") return null;
  const actorId = ctx.actor.id;
  const trace: CallTrace = { actorId, isUrgent: true };
  const read = await runTraced(trace, () => readWebhook(number));
  if (read.type === "returned") {
    const { facts, raw } = read.value;
    return { entry: facts && { number, facts, raw, callId: read.callId, actorId }, message: "" };
  }
  if (!(read.error instanceof CarrierError)) throw read.error;
  return { message: ` The webhook could not be read: ${read.error.message}` };
}

function describeReading(carrier: string, reading: Reading | undefined): string {
  if (!reading) return `${carrier} was asked, and its answer does not mention this number.`;
  const message = reading.message ?? (reading.facts ? null : "it shows nothing of this number");
  return message ? `${carrier} was asked: ${message}` : `${carrier} was asked and answered.`;
}
