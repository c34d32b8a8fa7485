import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Carriers, OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import type { OrderKind } from "@/lib/domain/order";
import { log } from "@/lib/log";
import { findHold } from "@/lib/engine/breaker/breaker-store";
import { CONFIRM_MS, probeAccount } from "@/lib/engine/breaker/probe-account";
import {
  claimCheck,
  claimRead,
  claimWrites,
  expireLeases,
  hasUrgent,
  type ClaimedCheck,
  type ClaimedRead,
} from "./claim";
import { createPerformer, type Performer } from "./perform";
import { clearTrouble, clearWriteTrouble, noteTrouble } from "./trouble";
import { tryWrite } from "./try-write";

const IDLE_MS = 500;
const SWEEP_MS = 5_000;
const HOLD_AGAIN_MS = 250;
const MOST_READS = 4;
const MOST_CHECKS = 2;
/** Few numbers, for which a person waits, find room beside a large order. */
const URGENT_ROOM = 4;
const FEWEST_WRITES = 2;
const MOST_WRITES = 64;
/** Enough in flight to use the whole allowance at ordinary latencies, and never so much that a claim waits long for its slot. */
const WRITE_SECONDS_IN_FLIGHT = 1.5;

export type Sender = { wake(): void; stop(): Promise<void> };

/**
 * The sender of one carrier account within this process. Any number of processes may run one for the same account: they share the work
 * item by item and the allowance slot by slot. It looks for work when woken and every half second; nothing is lost when a wake-up is.
 */
export function startSender(sql: Sql, carriers: Carriers, accountId: string): Sender {
  const stopping = new AbortController();
  const inFlight = { reads: 0, checks: 0, writes: 0 };
  let ring = () => undefined as void;
  let performer: { version: unknown; is: Performer } | null = null;
  let sweptAt = 0;
  let freeAt = 0;
  let areWritesHeld = false;

  async function openPerformer(): Promise<{ account: OpenAccount; is: Performer; writesAtOnce: number }> {
    const account = await carriers.open(accountId);
    if (performer?.version !== account) performer = { version: account, is: createPerformer(sql, account) };
    const rates = Object.keys(account.definition.endpointGroups).map(
      (group) => account.readRate(group).perSecond * account.readPace(group),
    );
    const writesAtOnce = Math.ceil(Math.max(...rates, 1) * WRITE_SECONDS_IN_FLIGHT);
    return { account, is: performer.is, writesAtOnce: Math.min(Math.max(writesAtOnce, FEWEST_WRITES), MOST_WRITES) };
  }

  /** A reading that fails is told at its order, and planned anew. */
  async function attend<C extends ClaimedCheck | ClaimedRead>(
    account: OpenAccount,
    claim: C,
    perform: (claim: C) => Promise<void>,
  ): Promise<void> {
    const error = await perform(claim).then(
      () => null,
      (fault: unknown) => fault,
    );
    if (error === null) return clearTrouble(sql, claim);
    await noteTrouble(sql, claim, error);
    // What cannot be read came with a sound status: only here it shows that something may be wrong with the carrier itself.
    if (error instanceof CarrierError && error.fault === "bad_response")
      await probeAccount(sql, account, { timeoutMs: CONFIRM_MS });
  }

  function run(lane: keyof typeof inFlight, work: () => Promise<unknown>) {
    inFlight[lane] += 1;
    work()
      // The claim stays as it is: its lease ends, and the next reading settles it.
      .catch((error: unknown) => log.warn({ err: error, accountId, lane }, "work on a claim ended early"))
      .finally(() => {
        inFlight[lane] -= 1;
        ring();
      });
  }

  /** Claims what there is room for. True when anything was claimed. */
  async function claimRound(): Promise<boolean> {
    const { account, is, writesAtOnce } = await openPerformer();
    const size =
      (read: keyof Pick<ReturnType<Performer["findProgram"]>, "writeSize" | "readSize">) => (kind: OrderKind) =>
        is.findProgram(kind)[read];
    let hasClaimed = false;
    if (Date.now() - sweptAt > SWEEP_MS) {
      sweptAt = Date.now();
      if ((await expireLeases(sql, accountId)) > 0) hasClaimed = true;
    }
    // Often enough: whoever is claimed in between is turned away at the door.
    if (Date.now() - freeAt > HOLD_AGAIN_MS) {
      const hold = await findHold(sql, accountId);
      const verdict = hold.isMine ? await probeAccount(sql, account) : null;
      if (hold.cause !== null && hold.cause !== "writes") return verdict?.is === "well";
      if (verdict?.is === "troubled") return false;
      if (verdict?.is === "well") run("writes", () => tryWrite(sql, account, is, size("writeSize")));
      areWritesHeld = hold.cause !== null;
      freeAt = Date.now();
    }
    if (inFlight.reads < MOST_READS) {
      const read = await claimRead(sql, accountId, (kind) =>
        size("writeSize")(kind) === 1 ? size("readSize")(kind) : 1,
      );
      if (read) {
        hasClaimed = true;
        run("reads", () => attend(account, read, is.performRead));
      }
    }
    const room = writesAtOnce - inFlight.writes;
    const full = {
      checks: inFlight.checks >= MOST_CHECKS,
      writes: areWritesHeld || room < Math.min(writesAtOnce / 4, 8),
    };
    const isUrgent = (full.checks || full.writes) && (await hasUrgent(sql, accountId));
    if (!full.checks || (isUrgent && inFlight.checks < MOST_CHECKS + URGENT_ROOM)) {
      const check = await claimCheck(sql, accountId, size("readSize"), { isUrgentOnly: full.checks });
      if (check) {
        hasClaimed = true;
        run("checks", () => attend(account, check, is.performCheck));
      }
    }
    if (areWritesHeld) return hasClaimed;
    const units = full.writes ? room + URGENT_ROOM : Math.min(room, 20);
    if (!full.writes || (isUrgent && units > 0)) {
      const writes = await claimWrites(sql, accountId, {
        units,
        writeSize: size("writeSize"),
        isUrgentOnly: full.writes,
      });
      for (const write of writes)
        run("writes", async () => {
          const end = await is.performWrite(write);
          if (write.isInTrouble && end && end.sign !== "failing") await clearWriteTrouble(sql, write.orderId);
        });
      if (writes.length > 0) hasClaimed = true;
    }
    return hasClaimed;
  }

  async function loop() {
    while (!stopping.signal.aborted) {
      const rang = new Promise<void>((resolve) => {
        ring = resolve;
      });
      const hasClaimed = await claimRound().catch((error: unknown) => {
        log.error({ err: error, accountId }, "the sender could not look for work");
        return false;
      });
      if (!hasClaimed) await Promise.race([rang, delay(IDLE_MS)]);
    }
    while (inFlight.reads + inFlight.checks + inFlight.writes > 0) await delay(20);
  }

  const ended = loop();
  return {
    wake: () => ring(),
    /** Claims nothing more and waits for the calls under way, so that their outcomes are written. */
    stop: () => {
      stopping.abort();
      ring();
      return ended;
    },
  };
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
