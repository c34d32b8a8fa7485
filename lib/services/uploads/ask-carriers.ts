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
  { sql }: Pick<Context, "sql">,
  account: OpenAccount,
  numbers: readonly PhoneNumber[],
  actorId: string,
): Promise<string | null> {
  const { readNumbers } = account.carrier;
  const name = `${account.definition.label} · ${account.label}`;
  if (!readNumbers) return `${name} has no reading of single numbers.`;
  const read = await runTraced({ actorId }, () => readNumbers(numbers));
  if (read.type === "threw") {
    if (!(read.error instanceof CarrierError)) throw read.error;
    return `${name} could not be asked: ${read.error.message}`;
  }
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
          message: `${account.definition.label} was asked for the preview of an upload.`,
          callId,
          actorId,
        })),
      );
    }),
  );
  for (const [{ number }, error] of refused)
    log.error({ err: error, accountId: account.id, number }, "a carrier's answer could not be stored");
  return null;
}
