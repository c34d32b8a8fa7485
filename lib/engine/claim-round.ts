import "server-only";
import type { Sql } from "@/lib/db/client";
import type { OrderKind } from "@/lib/domain/order";
import { readBreaker } from "@/lib/engine/breaker/breaker-store";
import { probeAccount } from "@/lib/engine/breaker/probe-account";
import type { WritableAccount } from "./accounts/open-account";
import { claimCheck, claimRead, claimWrites, hasUrgent } from "./claim";
import { claimEffectRead, claimEffects, findDueEffects } from "./effects/claim-effects";
import { performEffect, performEffectRead } from "./effects/perform-effect";
import { expireLeases } from "./expire-leases";
import type { Performer } from "./perform";
import { probeUnreadable, runRead } from "./run-read";
import { sendProbeWrite } from "./send-probe-write";
import { clearWriteTrouble } from "./trouble";

const SWEEP_MS = 5_000;
const BREAKER_MS = 250;
const MAX_READS = 4;
const MAX_CHECKS = 2;
/** Single effects, for which a person waits: room of their own beside any order. */
const MAX_EFFECTS = 4;
/** A small order, for which a person waits, finds room beside a large one. */
const URGENT_ROOM = 4;
const MAX_WRITES_PER_CLAIM = 20;

/** What is under way, by lane. */
export type Lanes = { effects: number; reads: number; checks: number; writes: number };
/** What a sender remembers between its rounds. */
export type RoundMemory = { sweptAt: number; breakerReadAt: number; areWritesPaused: boolean };
export const createRoundMemory = (): RoundMemory => ({ sweptAt: 0, breakerReadAt: 0, areWritesPaused: false });

type Round = {
  sql: Sql;
  account: WritableAccount;
  performer: Performer;
  /** How many writes of orders may be under way. */
  writesAtOnce: number;
  inFlight: Readonly<Lanes>;
  memory: RoundMemory;
  /** Starts work in a lane, which counts as under way until it ends. */
  run(lane: keyof Lanes, work: () => Promise<unknown>): void;
};

/** Claims what there is room for, and starts it. True when anything was claimed. */
export async function claimRound(round: Round): Promise<boolean> {
  const { sql, account, performer, memory, run } = round;
  let hasClaimed = false;
  if (Date.now() - memory.sweptAt > SWEEP_MS) {
    memory.sweptAt = Date.now();
    hasClaimed = (await expireLeases(sql, account)) > 0;
  }
  // Often enough: what is claimed in between is rejected by the slot queue.
  if (Date.now() - memory.breakerReadAt > BREAKER_MS) {
    const { cause, isMine } = await readBreaker(sql, account.id);
    const result = isMine ? await probeAccount(sql, account) : null;
    if (cause !== null && cause !== "writes") return result?.type === "well";
    if (result?.type === "troubled") return false;
    if (result?.type === "well")
      run("writes", () => sendProbeWrite(sql, account, performer, (kind) => performer.findProgram(kind).writeSize));
    memory.areWritesPaused = cause !== null;
    memory.breakerReadAt = Date.now();
  }
  for (const claim of [claimEffectWork, claimReadWork, claimOrderWork]) if (await claim(round)) hasClaimed = true;
  return hasClaimed;
}

async function claimEffectWork({ sql, account, inFlight, memory, run }: Round): Promise<boolean> {
  const units = MAX_EFFECTS - inFlight.effects;
  if (units <= 0) return false;
  const due = await findDueEffects(sql, account.id);
  let hasClaimed = false;
  if (due.writes && !memory.areWritesPaused)
    for (const effect of await claimEffects(sql, account.id, { units })) {
      hasClaimed = true;
      run("effects", () => performEffect(sql, account, effect));
    }
  const read = due.reads ? await claimEffectRead(sql, account.id) : null;
  if (!read) return hasClaimed;
  run("effects", () =>
    performEffectRead(sql, account, read).catch(async (error: unknown) => {
      await probeUnreadable(sql, account, error);
      throw error;
    }),
  );
  return true;
}

async function claimReadWork({ sql, account, performer, inFlight, run }: Round): Promise<boolean> {
  if (inFlight.reads >= MAX_READS) return false;
  const read = await claimRead(sql, account.id, (kind: OrderKind) => {
    const { writeSize, readSize } = performer.findProgram(kind);
    return writeSize === 1 ? readSize : 1;
  });
  if (read) run("reads", () => runRead(sql, account, read, performer.performRead));
  return read !== null;
}

async function claimOrderWork({
  sql,
  account,
  performer,
  writesAtOnce,
  inFlight,
  memory,
  run,
}: Round): Promise<boolean> {
  const room = writesAtOnce - inFlight.writes;
  const full = {
    checks: inFlight.checks >= MAX_CHECKS,
    writes: memory.areWritesPaused || room < Math.min(writesAtOnce / 4, 8),
  };
  const isUrgent = (full.checks || full.writes) && (await hasUrgent(sql, account.id));
  let hasClaimed = false;
  if (!full.checks || (isUrgent && inFlight.checks < MAX_CHECKS + URGENT_ROOM)) {
    const readSize = (kind: OrderKind) => performer.findProgram(kind).readSize;
    const check = await claimCheck(sql, account.id, readSize, { isUrgentOnly: full.checks });
    if (check) {
      hasClaimed = true;
      run("checks", () => runRead(sql, account, check, performer.performCheck));
    }
  }
  if (memory.areWritesPaused) return hasClaimed;
  const units = full.writes ? room + URGENT_ROOM : Math.min(room, MAX_WRITES_PER_CLAIM);
  if (full.writes && (!isUrgent || units <= 0)) return hasClaimed;
  const writeSize = (kind: OrderKind) => performer.findProgram(kind).writeSize;
  const writes = await claimWrites(sql, account.id, { units, writeSize, isUrgentOnly: full.writes });
  for (const write of writes)
    run("writes", async () => {
      const end = await performer.performWrite(write);
      if (write.isInTrouble && end && end.health !== "failing") await clearWriteTrouble(sql, write.orderId);
    });
  return hasClaimed || writes.length > 0;
}
