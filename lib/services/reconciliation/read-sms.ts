import "server-only";
import { CarrierError, type Reading } from "@/lib/carriers/carrier";
import { numberRow, queryCount, queryRows } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { type FactEntry, recordFacts } from "@/lib/engine/facts";
import { type GroupReader, type ReaderInput, toBatch } from "./reading-group";
import { readSpare } from "./read-spare";

const DEFAULT_SIZE = 50;
/** So many failed batches in a row, and the next one is read in parts. */
const WHOLE_TRIES = 2;

/** Every number whose SMS state the account has reported, in their order, as many at once as one call takes. */
export function createSmsReader({ sql, account, claim }: ReaderInput): GroupReader {
  let after = claim.cursor ?? "";
  let total: number | null | undefined = claim.isNew ? undefined : null;

  return {
    async readNext() {
      if (total === undefined) {
        total = await queryCount(sql)`
          SELECT count(*) AS count FROM number_fact WHERE account_id = ${account.id} AND facet = 'smsState'`;
      }
      const size = account.carrier.programs["sms-enable"]?.readSize ?? DEFAULT_SIZE;
      const rows = await queryRows(sql, numberRow)`
        SELECT e164 FROM number_fact WHERE account_id = ${account.id} AND facet = 'smsState' AND e164 > ${after} ORDER BY e164 LIMIT ${size}`;
      const numbers = rows.map(({ e164 }) => e164);
      const last = numbers.at(-1);
      const read = last === undefined ? EMPTY : await readNumbers({ account, claim }, numbers);
      const entries = read.readings.flatMap(({ number, facts, raw, callId }): FactEntry[] =>
        facts ? [{ number, facts: { smsState: facts.smsState }, raw, callId: callId ?? read.callId }] : [],
      );
      after = last ?? after;
      return toBatch({
        progress: {
          cursor: after,
          read: entries.length,
          failed: numbers.length - entries.length,
          calls: read.calls,
          total: total ?? undefined,
          isPartial: false,
        },
        isEnd: numbers.length < size,
        items: entries,
        store: (client, items: readonly FactEntry[]) => recordFacts(client, account, items, { readAt: read.readAt }),
      });
    },
  };
}

type Read = { readings: readonly Reading[]; callId: string | null; calls: number; readAt: Date };
const EMPTY: Read = { readings: [], callId: null, calls: 0, readAt: new Date() };

async function readNumbers(
  { account, claim }: Pick<ReaderInput, "account" | "claim">,
  numbers: readonly PhoneNumber[],
): Promise<Read> {
  const ask = (part: readonly PhoneNumber[]) => readSpare(async () => account.carrier.readNumbers?.(part) ?? []);
  if (claim.faults < WHOLE_TRIES) {
    const { value: readings, ...rest } = await ask(numbers);
    return { readings, ...rest };
  }
  return readApart(ask, numbers);
}

const isAboutContent = (error: unknown): error is CarrierError =>
  error instanceof CarrierError && ["rejected", "bad_response", "not_found"].includes(error.fault);

/** One number that spoils the whole answer is found by halves, and left out. Throws where no part can be read. */
async function readApart(
  ask: (numbers: readonly PhoneNumber[]) => Promise<Omit<Read, "readings"> & { value: readonly Reading[] }>,
  numbers: readonly PhoneNumber[],
): Promise<Read> {
  const readAt = new Date();
  const readings: Reading[] = [];
  let calls = 0;
  let fault: unknown = null;
  let hasRead = false;
  const parts: (readonly PhoneNumber[])[] = [numbers];
  for (let part = parts.shift(); part; part = parts.shift()) {
    calls += 1;
    try {
      const { value, callId } = await ask(part);
      readings.push(...value.map((one) => ({ ...one, callId: one.callId ?? callId ?? undefined })));
      hasRead = true;
    } catch (error) {
      if (!isAboutContent(error)) throw error;
      fault = error;
      const half = Math.ceil(part.length / 2);
      if (part.length > 1) parts.push(part.slice(0, half), part.slice(half));
    }
    // Nothing but refusals down to a single number: it is the carrier, not a number.
    if (!hasRead && calls > 2 * Math.log2(numbers.length) + 2) break;
  }
  if (!hasRead && numbers.length > 1) throw fault;
  return { readings, callId: null, calls, readAt };
}
