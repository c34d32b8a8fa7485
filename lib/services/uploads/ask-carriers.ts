import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import { runTraced } from "@/lib/carriers/registry";
import type { Context, OpenAccount } from "@/lib/context";
import { writeApart } from "@/lib/db/batch";
import { inTransaction } from "@/lib/db/transaction";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { type FactEntry, insertEvents, recordFacts } from "@/lib/engine/facts";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { log } from "@/lib/log";

/** Where no program says how many numbers a reading takes. */
const DEFAULT_SIZE = 100;

/** How many numbers one reading of an account takes. */
export const readingSize = ({ carrier }: OpenAccount): number =>
  Math.max(0, ...Object.values(carrier.programs).map(({ readSize }) => readSize)) || DEFAULT_SIZE;

/**
 * Reads at the carrier what it knows of these numbers now, and keeps it with the call as evidence; it takes its turn after what people
 * wait for. Returns why the account cannot be asked, or null.
 */
export async function askCarrier(
  ctx: Pick<Context, "sql">,
  account: OpenAccount,
  numbers: readonly PhoneNumber[],
  actorId: string,
): Promise<string | null> {
  if (!account.carrier.readNumbers) return describeUnable(account);
  try {
    await readAndRecord(ctx, account, numbers, { actorId, purpose: "for the preview of an upload" });
    return null;
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    return `${nameOpenAccount(account)} could not be asked: ${error.message}`;
  }
}

export const nameOpenAccount = ({ definition, label }: OpenAccount) => `${definition.label} · ${label}`;
const describeUnable = (account: OpenAccount) => `${nameOpenAccount(account)} has no reading of single numbers.`;

type Asking = { actorId: string | null; purpose: string };

/** The same; `purpose` ends the sentence of the timeline. Throws CarrierError where the account cannot be asked. */
export async function readAndRecord(
  { sql }: Pick<Context, "sql">,
  account: OpenAccount,
  numbers: readonly PhoneNumber[],
  { actorId, purpose }: Asking,
): Promise<void> {
  const { readNumbers } = account.carrier;
  if (!readNumbers) throw new CarrierError("rejected", describeUnable(account));
  const read = await runTraced({ actorId: actorId ?? undefined }, () => readNumbers(numbers));
  if (read.type === "threw") throw read.error;
  const entries = read.value.flatMap((reading): FactEntry[] =>
    reading.facts
      ? [
          {
            number: reading.number,
            facts: reading.facts,
            raw: reading.raw,
            callId: reading.callId ?? read.callId,
            actorId,
          },
        ]
      : [],
  );
  const refused = await writeApart(entries, (part) =>
    inTransaction(sql, async (client) => {
      await ensureNumbers(
        client,
        part.map(({ number }) => number),
      );
      await recordFacts(client, account, part);
      await insertEvents(
        client,
        account,
        part.map(({ number, callId }) => ({
          number,
          kind: "checked",
          message: `${account.definition.label} was asked ${purpose}.`,
          callId,
          actorId,
        })),
      );
    }),
  );
  for (const [{ number }, error] of refused)
    log.error({ err: error, accountId: account.id, number }, "a carrier's answer could not be stored");
}
