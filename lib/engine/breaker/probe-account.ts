import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { CarrierError } from "@/lib/carriers/carrier";
import { withTrace, type CallTrace } from "@/lib/carriers/registry";
import type { Actor, OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { log } from "@/lib/log";
import { holdBack, letGo, type Trouble } from "./breaker-store";
import type { FailedWrite } from "./call-watch";

/** A carrier that has been silent so long while others wait is not well, even if it would answer in the end. */
export const CONFIRM_MS = 3_000;
/** Once held, a slow answer is better than none. */
const AGAIN_MS = 6_000;
/** Its turn in the queue, and a second call where a probe consists of two. */
const WAITS_MS = 500;

export type ProbeVerdict = { is: "well" } | { is: "undecided" } | ({ is: "troubled" } & Trouble);

type Probed = Pick<OpenAccount, "id" | "label" | "definition" | "carrier">;

/** One harmless reading. Whatever the carrier says in its own documented words, a refusal included, shows it well; but our credentials it must know. */
async function askCarrier({ carrier }: Pick<Probed, "carrier">, timeoutMs: number): Promise<ProbeVerdict> {
  const trace: CallTrace = { isProbe: true, isUrgent: true, timeoutMs };
  // A probe may wait for what others began, such as a token: that shall not take longer either.
  const late = new CarrierError("unavailable", "No answer in time.");
  const deadline = new AbortController();
  const error = await Promise.race([
    withTrace(trace, () => carrier.probe()).then(
      () => null,
      (fault: unknown) => fault,
    ),
    delay(timeoutMs + WAITS_MS, late, { signal: deadline.signal }).catch(() => late),
  ]);
  deadline.abort();
  const verdict = judgeProbe(error, trace.lastCallId ?? null);
  if (verdict.is === "undecided") log.warn({ err: error }, "a probe of a carrier account says nothing");
  // The probe itself may look no further than the status.
  return verdict.is === "well" && trace.lastEnd?.sign === "failing"
    ? { is: "troubled", cause: "unreadable", ...trace.lastEnd, callId: trace.lastCallId ?? null }
    : verdict;
}

/** What a probe that ended in `error` (null: well) shows. Pure. */
export function judgeProbe(error: unknown, callId: string | null): ProbeVerdict {
  if (error === null) return { is: "well" };
  if (!(error instanceof CarrierError)) return { is: "undecided" };
  const { status = null, message } = error;
  const trouble = (cause: Trouble["cause"], words: string) =>
    ({ is: "troubled", cause, words, status, callId: error.callId ?? callId }) as const;
  switch (error.fault) {
    case "rejected":
    case "not_found":
    case "in_progress":
      return { is: "well" };
    case "rate_limited":
      // Without a call of its own it merely waited for its turn.
      return callId === null ? { is: "undecided" } : { is: "well" };
    case "auth":
      return trouble("credentials", status === null ? message : `HTTP ${status}: ${message}`);
    case "bad_response":
      return trouble("unreadable", status === null ? message : `HTTP ${status}: ${message}`);
    case "unavailable":
      return trouble(status === null ? "silent" : "failing", message);
    case "paused":
      return { is: "undecided" };
  }
}

export const nameAccount = ({ definition, label }: Pick<Probed, "definition" | "label">) =>
  `${definition.label} · ${label}`;

/**
 * Asks the carrier, and holds the account back or lets it go on. For an account that is held, or under suspicion. One whose changes alone
 * are held stays so: no reading shows that they get through.
 */
export async function probeAccount(
  sql: Sql,
  account: Probed,
  { timeoutMs = AGAIN_MS, actor = "system", isAlive = () => false }: ProbeOptions = {},
): Promise<ProbeVerdict> {
  const held = { id: account.id, name: nameAccount(account) };
  const verdict = await askCarrier(account, timeoutMs);
  if (verdict.is === "well") await letGo(sql, held, actor);
  else if (verdict.is === "troubled" && (verdict.cause === "credentials" || !isAlive())) {
    log.warn({ accountId: account.id, cause: verdict.cause, words: verdict.words }, "a carrier account is held back");
    await holdBack(sql, held, verdict);
  }
  return verdict;
}

/** Changes come to nothing although questions are answered: from now on only these wait. */
export async function holdWrites(
  sql: Sql,
  account: Probed,
  { words, status, callId }: Pick<FailedWrite, "words" | "status" | "callId">,
  { isProbe }: { isProbe: boolean },
): Promise<void> {
  log.warn({ accountId: account.id, words }, "a carrier account's changes are held back");
  await holdBack(
    sql,
    { id: account.id, name: nameAccount(account) },
    { cause: "writes", words, status, callId },
    { isProbe },
  );
}

type ProbeOptions = {
  timeoutMs?: number;
  actor?: Actor | "system";
  /** True where the carrier has answered somebody else meanwhile: it is slow, not gone. */
  isAlive?: () => boolean;
};
