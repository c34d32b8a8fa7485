import "server-only";
import type { Sql } from "@/lib/db/client";
import { log } from "@/lib/log";
import type { WritableAccount, WritableCarriers } from "./accounts/open-account";
import { claimRound, createRoundMemory, type Lanes } from "./claim-round";
import { createPerformer, type Performer } from "./perform";

const IDLE_MS = 500;
const STOP_POLL_MS = 20;
const MIN_WRITES = 2;
const MAX_WRITES = 64;
/** Enough in flight to use the whole allowance at ordinary latencies, and never so much that a claim waits long for its slot. */
const WRITE_SECONDS_IN_FLIGHT = 1.5;

export type Sender = { wake(): void; stop(): Promise<void> };

/**
 * The sender of one carrier account within this process. Any number of processes may run one for the same account: they share the work
 * item by item and the allowance slot by slot. It looks for work when woken and every half second, so a lost wake-up loses nothing.
 */
export function startSender(sql: Sql, carriers: WritableCarriers, accountId: string): Sender {
  const stopping = new AbortController();
  const inFlight: Lanes = { effects: 0, reads: 0, checks: 0, writes: 0 };
  const memory = createRoundMemory();
  let wake = () => undefined as void;
  let opened: { account: WritableAccount; performer: Performer } | null = null;

  async function open() {
    const account = await carriers.openForWriting(accountId);
    if (opened?.account !== account) opened = { account, performer: createPerformer(sql, account) };
    return opened;
  }

  function run(lane: keyof Lanes, work: () => Promise<unknown>) {
    inFlight[lane] += 1;
    work()
      // The claim stays as it is: its lease ends, and the next reading settles it.
      .catch((error: unknown) => log.warn({ err: error, accountId, lane }, "work on a claim ended early"))
      .finally(() => {
        inFlight[lane] -= 1;
        wake();
      });
  }

  async function loop() {
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const hasClaimed = await open()
        .then(({ account, performer }) =>
          claimRound({ sql, account, performer, writesAtOnce: countWritesAtOnce(account), inFlight, memory, run }),
        )
        .catch((error: unknown) => {
          log.error({ err: error, accountId }, "the sender could not look for work");
          return false;
        });
      if (!hasClaimed) await Promise.race([woken, delay(IDLE_MS)]);
    }
    while (Object.values(inFlight).some((count) => count > 0)) await delay(STOP_POLL_MS);
  }

  const ended = loop();
  return {
    wake: () => wake(),
    /** Claims nothing more and waits for the calls under way, so that their outcomes are written. */
    stop: () => {
      stopping.abort();
      wake();
      return ended;
    },
  };
}

/** How many writes of orders the account keeps under way at its present pace. */
export function countWritesAtOnce({ definition, readRate, readPace }: WritableAccount): number {
  const rates = Object.keys(definition.endpointGroups).map((group) => readRate(group).perSecond * readPace(group));
  return Math.min(Math.max(Math.ceil(Math.max(...rates, 1) * WRITE_SECONDS_IN_FLIGHT), MIN_WRITES), MAX_WRITES);
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
