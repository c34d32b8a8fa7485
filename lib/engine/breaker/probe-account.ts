import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { CarrierError } from "@/lib/carriers/carrier";
import { runTraced, type Traced } from "@/lib/carriers/registry";
import type { Actor, OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { log } from "@/lib/log";
import { closeBreaker, openBreaker, type Trouble } from "./breaker-store";
import type { FailedWrite } from "./call-watch";

/** A carrier that has been silent so long while others wait is not well, even if it would answer in the end. */
export const CONFIRM_MS = 3_000;
/** Once the account is paused, a slow answer is better than none. */
const PAUSED_PROBE_MS = 6_000;
/** Its turn in the slot queue, and a second call where a probe consists of two. */
const SLOT_WAIT_MS = 500;

export type ProbeResult = { type: "well" } | { type: "undecided" } | ({ type: "troubled" } & Trouble);

type Probed = Pick<OpenAccount, "id" | "label" | "definition" | "carrier">;

/**
 * One harmless reading. Any answer that the carrier documents, a refusal included, shows it well; but it must accept our
 * credentials.
 */
export async function askCarrier({ carrier }: Pick<Probed, "carrier">, timeoutMs: number): Promise<ProbeResult> {
  // A probe may wait for what others began, such as a token: that must not take longer either.
  const late: Traced<void> = {
    type: "threw",
    error: new CarrierError("unavailable", "No answer in time."),
    callId: null,
    end: null,
    calls: 0,
  };
  const deadline = new AbortController();
  const traced = await Promise.race([
    runTraced({ isProbe: true, isUrgent: true, timeoutMs }, () => carrier.probe()),
    delay(timeoutMs + SLOT_WAIT_MS, late, { signal: deadline.signal }).catch(() => late),
  ]);
  deadline.abort();
  const error = traced.type === "threw" ? traced.error : null;
  const result = evaluateProbe(error, traced.callId);
  if (result.type === "undecided") log.warn({ err: error }, "a probe of a carrier account shows nothing");
  // The probe itself may look no further than the status.
  return result.type === "well" && traced.end?.health === "failing"
    ? { type: "troubled", cause: "unreadable", ...traced.end, callId: traced.callId }
    : result;
}

/** What a probe that ended in `error` (null: well) shows. Pure. */
export function evaluateProbe(error: unknown, callId: string | null): ProbeResult {
  if (error === null) return { type: "well" };
  if (!(error instanceof CarrierError)) return { type: "undecided" };
  const { status = null, message } = error;
  const trouble = (cause: Trouble["cause"], text: string) =>
    ({ type: "troubled", cause, message: text, status, callId: error.callId ?? callId }) as const;
  switch (error.fault) {
    case "rejected":
    case "not_found":
    case "in_progress":
      return { type: "well" };
    case "rate_limited":
      // Without a call of its own it merely waited for its turn.
      return callId === null ? { type: "undecided" } : { type: "well" };
    case "auth":
      return trouble("credentials", status === null ? message : `HTTP ${status}: ${message}`);
    case "bad_response":
      return trouble("unreadable", status === null ? message : `HTTP ${status}: ${message}`);
    case "unavailable":
      return trouble(status === null ? "silent" : "failing", message);
    case "paused":
      return { type: "undecided" };
  }
}

export const nameAccount = ({ definition, label }: Pick<Probed, "definition" | "label">) =>
  `${definition.label} · ${label}`;

/**
 * Asks the carrier, and opens or closes the account's breaker. For an account that is paused or under suspicion. One whose writes alone
 * are paused stays so: no reading shows that writes succeed.
 */
export async function probeAccount(
  sql: Sql,
  account: Probed,
  { timeoutMs = PAUSED_PROBE_MS, actor = "system", isAlive = () => false }: ProbeOptions = {},
): Promise<ProbeResult> {
  const named = { id: account.id, name: nameAccount(account) };
  const result = await askCarrier(account, timeoutMs);
  if (result.type === "well") await closeBreaker(sql, named, actor);
  else if (result.type === "troubled" && (result.cause === "credentials" || !isAlive())) {
    log.warn({ accountId: account.id, cause: result.cause, reason: result.message }, "a carrier account is paused");
    await openBreaker(sql, named, result);
  }
  return result;
}

/** Writes fail although readings are answered: from now on only writes wait. */
export async function pauseWrites(
  sql: Sql,
  account: Probed,
  { message, status, callId }: Pick<FailedWrite, "message" | "status" | "callId">,
  { isProbe }: { isProbe: boolean },
): Promise<void> {
  log.warn({ accountId: account.id, reason: message }, "a carrier account's writes are paused");
  const named = { id: account.id, name: nameAccount(account) };
  await openBreaker(sql, named, { cause: "writes", message, status, callId }, { isProbe });
}

type ProbeOptions = {
  timeoutMs?: number;
  actor?: Actor | "system";
  /** True where the carrier has answered another call meanwhile: it is slow, not gone. */
  isAlive?: () => boolean;
};
