/** What one call showed about the carrier's health. `stalled`: it left seconds ago and has no response yet. */
export type WatchedHealth = "well" | "failing" | "refused" | "limited" | "stalled";

/** A process's memory of an account's calls. No further probe is requested before `quietUntil` (epoch milliseconds). */
export type Suspicion = { failing: number; refused: number; quietUntil: number };
export const NO_SUSPICION: Suspicion = { failing: 0, refused: 0, quietUntil: 0 };

const FAILING_IN_A_ROW = 3;
const REFUSED_IN_A_ROW = 2;
const QUIET_MS = 5_000;

/**
 * Adds one more sign. `isSuspect`: probe the carrier. Only the probe's result pauses an account, so that one number or
 * order that the carrier cannot process never stops the rest.
 */
export function evaluateHealth(
  before: Suspicion,
  health: WatchedHealth,
  now: number,
): { suspicion: Suspicion; isSuspect: boolean } {
  const failing = health === "failing" ? before.failing + 1 : health === "stalled" ? before.failing : 0;
  const refused = health === "refused" ? before.refused + 1 : health === "well" ? 0 : before.refused;
  const isTroubled = health === "stalled" || failing >= FAILING_IN_A_ROW || refused >= REFUSED_IN_A_ROW;
  const isSuspect = isTroubled && health !== "well" && health !== "limited" && now >= before.quietUntil;
  return {
    suspicion: { failing, refused, quietUntil: isSuspect ? now + QUIET_MS : before.quietUntil },
    isSuspect,
  };
}

/** Writes that failed in a row, regardless of reads in between. */
export type WriteSuspicion = { failing: number; failedAt: number; quietUntil: number };
export const NO_WRITE_SUSPICION: WriteSuspicion = { failing: 0, failedAt: 0, quietUntil: 0 };

/** One more than for other calls: a network sometimes loses several in a row, and no probe can tell. */
const FAILING_WRITES_IN_A_ROW = 4;
/** An older failure says nothing about now: another process may have written since. */
const WRITE_MEMORY_MS = 60_000;

/** Adds the result of one more write; see `evaluateHealth`. */
export function evaluateWrite(
  before: WriteSuspicion,
  health: WatchedHealth,
  now: number,
): { suspicion: WriteSuspicion; isSuspect: boolean } {
  const remembered = now - before.failedAt > WRITE_MEMORY_MS ? 0 : before.failing;
  const after = { failing: health === "failing" ? remembered + 1 : 0, failedAt: now, quietUntil: before.quietUntil };
  const isSuspect = failsWrites(after, now) && now >= before.quietUntil;
  return { suspicion: isSuspect ? { ...after, quietUntil: now + QUIET_MS } : after, isSuspect };
}

export const failsWrites = ({ failing, failedAt }: WriteSuspicion, now: number) =>
  failing >= FAILING_WRITES_IN_A_ROW && now - failedAt <= WRITE_MEMORY_MS;

/** `writes`: reads work but writes fail; only writes wait. */
export const PAUSE_CAUSES = ["silent", "failing", "unreadable", "credentials", "writes"] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

/** The first probe after an outage comes soon; a breaker that reopened right after it closed starts with a longer wait. */
const PROBE_SECONDS = [3, 5, 10, 15] as const;
/** Only a person can fix rejected credentials, and some carriers lock out clients that keep trying. */
const CREDENTIAL_SECONDS = 30;
/** Only a write can probe writes, and each try leaves a number to look up. */
const WRITE_SECONDS = [5, 10, 20, 30, 60] as const;
const RELAPSE_MS = 60_000;

/** Seconds until the next probe. `probes`: probes since it opened; `closedAgo`: ms since it last closed, null if never. */
export function chooseProbeDelay(cause: PauseCause, probes: number, closedAgo: number | null): number {
  if (cause === "credentials") return CREDENTIAL_SECONDS;
  const isRelapse = closedAgo !== null && closedAgo < RELAPSE_MS;
  const delays = cause === "writes" ? WRITE_SECONDS : PROBE_SECONDS;
  const step = Math.min(probes + (isRelapse ? 2 : 0), delays.length - 1);
  return delays[step] ?? CREDENTIAL_SECONDS;
}

/** A paused carrier account. Instants are ISO 8601; `at` is the database's current time. */
export type CarrierPause = {
  accountId: string;
  carrierLabel: string;
  accountLabel: string;
  cause: PauseCause;
  since: string;
  lastAnswer: string;
  probedAt: string | null;
  nextProbeAt: string;
  /** What is waiting: numbers not sent yet, numbers being looked up, and the number of orders. */
  unsent: number;
  unsettled: number;
  orders: number;
  at: string;
};

const CAUSES = {
  silent: "does not respond",
  failing: "responds with errors",
  unreadable: "sends responses that cannot be read",
  credentials: "rejects our credentials",
  writes: "responds to reads, but every write fails",
} as const satisfies Record<PauseCause, string>;

/** Whether lookups of numbers already sent are paused too. */
export const areLookupsPaused = ({ cause }: Pick<CarrierPause, "cause">) => cause !== "writes";

/** `Bandwidth rejects our credentials`. */
export const describeCause = ({ carrierLabel, cause }: Pick<CarrierPause, "carrierLabel" | "cause">) =>
  `${carrierLabel} ${CAUSES[cause]}`;

/** What a person can do about it. */
export const adviseOnCause = (cause: PauseCause) => ADVICE[cause] ?? WAIT;

const WAIT = "Sending resumes automatically when the carrier responds. Nothing is lost and nothing is sent twice.";
const ADVICE: Partial<Record<PauseCause, string>> = {
  credentials:
    "Ask an administrator to check the credentials in Settings, Carriers. Saving them tests the connection right away.",
  writes:
    "Lookups continue. One write at a time is tried; the rest follow automatically once one succeeds. Nothing is lost and nothing is sent twice.",
};

const count = (n: number, one: string) => `${n.toLocaleString("en-US")} ${n === 1 ? one : `${one}s`}`;

/** What is waiting for the carrier. */
export function describeWaiting({
  cause,
  unsent,
  unsettled: open,
  orders,
}: Pick<CarrierPause, "cause" | "unsent" | "unsettled" | "orders">) {
  const unsettled = areLookupsPaused({ cause }) ? open : 0;
  if (orders === 0 || unsent + unsettled === 0) return "Nothing is waiting for it.";
  const parts = [
    ...(unsent > 0 ? [`${count(unsent, "number")} not yet sent`] : []),
    ...(unsettled > 0 ? [`${count(unsettled, "number")} to look up`] : []),
  ];
  return `${parts.join(" and ")} in ${count(orders, "order")} ${unsent + unsettled === 1 ? "is waiting" : "are waiting"}.`;
}
