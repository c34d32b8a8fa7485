import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import type { OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { CONFIRM_MS, probeAccount } from "@/lib/engine/breaker/probe-account";
import type { ClaimedCheck, ClaimedRead } from "./claim";
import { clearTrouble, noteTrouble } from "./trouble";

/** Performs a claimed reading. One that fails is noted at its order, and planned again. */
export async function runRead<C extends ClaimedCheck | ClaimedRead>(
  sql: Sql,
  account: OpenAccount,
  claim: C,
  perform: (claim: C) => Promise<void>,
): Promise<void> {
  try {
    await perform(claim);
  } catch (error) {
    await noteTrouble(sql, claim, error);
    return probeUnreadable(sql, account, error);
  }
  await clearTrouble(sql, claim);
}

/** An unreadable answer may come with a sound status: only a probe shows whether the carrier itself has a problem. */
export async function probeUnreadable(sql: Sql, account: OpenAccount, error: unknown): Promise<void> {
  if (error instanceof CarrierError && error.fault === "bad_response")
    await probeAccount(sql, account, { timeoutMs: CONFIRM_MS });
}
