import "server-only";
import { z } from "zod";
import { numberRow, queryCount, queryRows } from "@/lib/db/sql";
import { recordFacts } from "@/lib/engine/facts";
import type { AccountList, ListedNumber } from "./account-lists";
import { closeAppeared, noteAppeared } from "./note-appeared";
import { type GroupReader, type ReadBatch, type ReaderInput, toBatch } from "./reading-group";
import { readSpare } from "./read-spare";

const CHUNK = 1_000;
/** The list is read once; where it leaves out numbers that were there, once more: entries may move between pages meanwhile. */
const PASSES = 2;
/** A carrier that always gives a full page has no end. */
const MAX_PAGES = 10_000;
const NOT_LISTED = "Not in the account's list, which was read twice.";

/**
 * `listing`: the numbers of `page` are stored up to `after`. `comparing`: all pages are. `missing`: what was not listed is stored up to
 * `after`. `callId`: the last call of the list, which shows what it leaves out.
 */
const place = z.object({
  step: z.enum(["listing", "comparing", "missing"]),
  pass: z.number(),
  page: z.number(),
  after: z.string(),
  callId: z.string().nullable(),
});
type Place = z.output<typeof place>;
const START: Place = { step: "listing", pass: 1, page: 0, after: "", callId: null };

type Page = { entries: ListedNumber[]; isLast: boolean; callId: string | null; readAt: Date };

/** All numbers of an account as its carrier lists them, in chunks: a page is read once, and again only after its worker died. */
export function createListReader({ sql, account, claim }: ReaderInput, list: AccountList): GroupReader {
  let at: Place = claim.cursor === null ? START : place.parse(JSON.parse(claim.cursor));
  let isPartial = claim.isPartial;
  let page: Page | null = null;
  let counts = { calls: 0, failed: 0 };

  async function readPage(): Promise<Page> {
    if (at.page >= MAX_PAGES) throw new Error("The carrier's list has too many pages.");
    const { value, calls, callId, readAt } = await readSpare(() => list.readPage(at.page));
    const { entries, oddCount, isLast } = value;
    counts = { calls: counts.calls + calls, failed: counts.failed + (at.pass === 1 ? oddCount : 0) };
    isPartial ||= oddCount > 0;
    return { entries: entries.toSorted((a, b) => (a.number < b.number ? -1 : 1)), isLast, callId, readAt };
  }

  /** Those that were there, and that this cycle has not seen. */
  const listMissing = (after: string, most: number) => queryRows(sql, numberRow)`
    SELECT e164 FROM number_fact WHERE account_id = ${account.id} AND facet = ${list.facet} AND value = ${list.listed}
      AND checked_at < ${claim.startedAt} AND e164 > ${after} ORDER BY e164 LIMIT ${most}`;

  async function toBatchOf(
    items: readonly ListedNumber[],
    isEnd: boolean,
    store: ReadBatch<ListedNumber>["store"],
  ): Promise<ReadBatch> {
    const { calls, failed } = counts;
    counts = { calls: 0, failed: 0 };
    const read = at.pass === 1 || at.step === "missing" ? items.length : 0;
    const total = claim.cursor === null ? await countKnown() : undefined;
    return toBatch({
      progress: { cursor: JSON.stringify(at), read, failed, calls, total, isPartial },
      isEnd,
      items,
      store,
    });
  }

  let known: number | null = null;
  async function countKnown(): Promise<number> {
    const count = await queryCount(sql)`
      SELECT count(*) AS count FROM number_fact WHERE account_id = ${account.id} AND facet = ${list.facet} AND value = ${list.listed}`;
    return (known ??= count);
  }

  async function giveListed({ entries, isLast, callId, readAt }: Page): Promise<ReadBatch> {
    const rest = entries.filter(({ number }) => number > at.after);
    const chunk = rest.slice(0, CHUNK);
    const last = chunk.at(-1);
    if (last && rest.length > CHUNK) at = { ...at, after: last.number };
    else {
      page = null;
      at = isLast ? { ...at, step: "comparing", callId } : { ...at, page: at.page + 1, after: "" };
    }
    return toBatchOf(chunk, false, async (client, items) => {
      const ours = await noteAppeared(client, account, { facet: list.facet, callId }, items);
      const entriesOfOurs = ours.map((one) => ({ ...one, callId }));
      return recordFacts(client, account, entriesOfOurs, { readAt });
    });
  }

  async function giveMissing(): Promise<ReadBatch> {
    // A list with entries that could not be read proves nothing about the others.
    const missing = isPartial ? [] : await listMissing(at.after, CHUNK);
    const isEnd = missing.length < CHUNK;
    at = { ...at, after: missing.at(-1)?.e164 ?? at.after };
    const { callId } = at;
    const readAt = claim.startedAt;
    const items = missing.map(({ e164 }) => ({ number: e164, facts: list.missing, raw: NOT_LISTED }));
    return toBatchOf(items, isEnd, async (client, part) => {
      const entries = part.map((one) => ({ ...one, callId }));
      const changed = await recordFacts(client, account, entries, { readAt });
      if (isEnd) await closeAppeared(client, account, { facet: list.facet, notSince: isPartial ? null : readAt });
      return changed;
    });
  }

  return {
    async readNext() {
      if (at.step === "comparing") {
        const isOver = at.pass >= PASSES || isPartial || (await listMissing("", 1)).length === 0;
        at = isOver ? { ...at, step: "missing", after: "" } : { ...START, pass: at.pass + 1 };
      }
      if (at.step === "missing") return giveMissing();
      page ??= await readPage();
      return giveListed(page);
    },
  };
}
