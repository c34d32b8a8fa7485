import "server-only";
import { z } from "zod";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Context, OpenAccount } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { addJob } from "@/lib/jobs/queue";
import { nameOpenAccount, readAndRecord, readingSize } from "@/lib/services/uploads/ask-carriers";
import { openReader } from "./ask-again";
import { endRound } from "./end-round";
import { listLookupNumbers } from "./lookup-numbers";

type WorkerContext = Pick<Context, "sql" | "carriers" | "now">;
type Round = { id: string; n: number };

/** Then the job ends and another goes on, so that no job holds its place for an hour, or a worker up that is to stop. */
const SLICE_MS = 20_000;
/** Rows come in on screen in steps of so many, also from a carrier that takes thousands at once. */
const MAX_BATCH = 1_000;
const MAX_TRIES = 5;
const RETRY_MS = 3_000;

const askShape = z.object({
  account_id: z.string(),
  cursor: z.number(),
  tries: z.number(),
  due_at: z.date(),
  actor_id: z.string().nullable(),
});
type Ask = z.infer<typeof askShape>;

/**
 * Asks the accounts of a round on from where they are, each at its own rate; one that does not answer is tried again later and holds up
 * no other. Run again after a break it goes on after the last batch that was stored. With `signal` it leaves the rest to another worker.
 */
export async function performAsking(worker: WorkerContext, round: Round, signal?: AbortSignal): Promise<void> {
  const sliceEnd = Date.now() + SLICE_MS;
  const mayGoOn = () => Date.now() < sliceEnd && !signal?.aborted;
  const asks = await listOpenAsks(worker, round);
  await Promise.all(asks.map((ask) => askAccount(worker, round, ask, mayGoOn)));
  const left = await listOpenAsks(worker, round);
  if (left.length === 0) {
    // A round that was stopped meanwhile, or whose list is gone, has ended already.
    await endRound(worker, { id: round.id, state: "done" });
    return;
  }
  const runAt = new Date(Math.min(...left.map(({ due_at }) => due_at.getTime())));
  await addJob(worker.sql, "lookup.ask", round, { jobKey: `lookup.ask:${round.id}`, runAt });
}

const listOpenAsks = ({ sql }: WorkerContext, { id, n }: Round): Promise<Ask[]> =>
  queryRows(sql, askShape)`
    SELECT k.account_id, k.cursor, k.tries, k.due_at, r.actor_id
    FROM lookup_ask k JOIN lookup_round r ON r.lookup_id = k.lookup_id AND r.n = k.n
    WHERE k.lookup_id = ${id} AND k.n = ${n} AND r.state = 'asking' AND NOT k.is_over`;

async function askAccount(worker: WorkerContext, round: Round, ask: Ask, mayGoOn: () => boolean): Promise<void> {
  if (ask.due_at.getTime() > worker.now().getTime()) return;
  const account = await openReader(worker, ask.account_id);
  if (!account) {
    const failure = "The account is off, or can no longer be asked about single numbers.";
    await storeStep(worker, round, ask, { failure, isOver: true });
    return;
  }
  for (let at: Ask | null = ask; at !== null && mayGoOn();) at = await askBatch(worker, round, account, at);
}

/** The next place, or null where there is nothing more to ask, or not now. */
async function askBatch(worker: WorkerContext, round: Round, account: OpenAccount, ask: Ask): Promise<Ask | null> {
  const size = Math.min(readingSize(account), MAX_BATCH);
  const rows = await listLookupNumbers(worker.sql, round.id, ask.cursor, size);
  const last = rows.at(-1);
  if (!last) {
    await storeStep(worker, round, ask, { isOver: true });
    return null;
  }
  try {
    const numbers = rows.map(({ e164 }) => e164);
    await readAndRecord(worker, account, numbers, { actorId: ask.actor_id, purpose: "for a lookup" });
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    await storeStep(worker, round, ask, describeFailure(account, ask, error));
    return null;
  }
  const isStored = await storeStep(worker, round, ask, { cursor: last.seq, count: rows.length });
  return isStored ? { ...ask, cursor: last.seq, tries: 0 } : null;
}

function describeFailure(account: OpenAccount, { tries }: Ask, error: CarrierError): Step {
  const failure = `${nameOpenAccount(account)}: ${error.message}`;
  if (!error.isRetryable || tries + 1 >= MAX_TRIES) return { failure, isOver: true };
  return { failure, tries: tries + 1, dueAt: new Date(error.resetAt ?? Date.now() + RETRY_MS * 2 ** tries) };
}

type Step = {
  cursor?: number;
  count?: number;
  failure?: string;
  isOver?: boolean;
  tries?: number;
  dueAt?: Date;
};

/** False where another worker has gone on from the same place, or the round has ended. */
async function storeStep({ sql }: WorkerContext, { id, n }: Round, ask: Ask, step: Step): Promise<boolean> {
  const { cursor = ask.cursor, count = 0, failure = null, isOver = false, tries = 0, dueAt = ask.due_at } = step;
  const { rowCount } = await sql.query(
    `UPDATE lookup_ask k SET cursor = $5, done = k.done + $6, failure = $7, is_over = $8, tries = $9, due_at = $10
     FROM lookup_round r WHERE r.lookup_id = k.lookup_id AND r.n = k.n AND r.state = 'asking'
       AND k.lookup_id = $1 AND k.n = $2 AND k.account_id = $3 AND k.cursor = $4 AND NOT k.is_over`,
    [id, n, ask.account_id, ask.cursor, cursor, count, failure, isOver, tries, dueAt],
  );
  return rowCount === 1;
}
