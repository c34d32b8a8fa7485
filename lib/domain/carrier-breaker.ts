/** What one call said of the carrier's health; `stalled`: it left some seconds ago and nothing has come back yet. */
export type WatchedHealth = "well" | "failing" | "refused" | "limited" | "stalled";

/** What a process remembers of an account's calls. `quietUntil`: epoch milliseconds before which no further probe is asked for. */
export type Suspicion = { failing: number; refused: number; quietUntil: number };
export const NO_SUSPICION: Suspicion = { failing: 0, refused: 0, quietUntil: 0 };

const FAILING_IN_A_ROW = 3;
const REFUSED_IN_A_ROW = 2;
const QUIET_MS = 5_000;

/**
 * Weighs one more sign. `isSuspect`: the carrier should be asked whether it is well. Only that probe's answer holds an account back, so
 * that one number or one order that the carrier cannot digest never stops the rest.
 */
export function evaluateHealth(
  before: Suspicion,
  sign: WatchedHealth,
  now: number,
): { suspicion: Suspicion; isSuspect: boolean } {
  const failing = sign === "failing" ? before.failing + 1 : sign === "stalled" ? before.failing : 0;
  const refused = sign === "refused" ? before.refused + 1 : sign === "well" ? 0 : before.refused;
  const isTroubled = sign === "stalled" || failing >= FAILING_IN_A_ROW || refused >= REFUSED_IN_A_ROW;
  const isSuspect = isTroubled && sign !== "well" && sign !== "limited" && now >= before.quietUntil;
  return {
    suspicion: { failing, refused, quietUntil: isSuspect ? now + QUIET_MS : before.quietUntil },
    isSuspect,
  };
}

/** Changes that came to nothing, one after the other, whatever was answered to questions meanwhile. */
export type WriteSuspicion = { failing: number; failedAt: number; quietUntil: number };
export const NO_WRITE_SUSPICION: WriteSuspicion = { failing: 0, failedAt: 0, quietUntil: 0 };

/** One more than for calls of every kind: now and then a network loses some in a row, and no probe can tell. */
const FAILING_WRITES_IN_A_ROW = 4;
/** What failed longer ago says nothing of now: another process may have sent others since. */
const WRITE_MEMORY_MS = 60_000;

/** Weighs how one more change ended; see `evaluateHealth`. */
export function evaluateWrite(
  before: WriteSuspicion,
  sign: WatchedHealth,
  now: number,
): { suspicion: WriteSuspicion; isSuspect: boolean } {
  const remembered = now - before.failedAt > WRITE_MEMORY_MS ? 0 : before.failing;
  const after = { failing: sign === "failing" ? remembered + 1 : 0, failedAt: now, quietUntil: before.quietUntil };
  const isSuspect = failsWrites(after, now) && now >= before.quietUntil;
  return { suspicion: isSuspect ? { ...after, quietUntil: now + QUIET_MS } : after, isSuspect };
}

export const failsWrites = ({ failing, failedAt }: WriteSuspicion, now: number) =>
  failing >= FAILING_WRITES_IN_A_ROW && now - failedAt <= WRITE_MEMORY_MS;

/** `writes`: questions are answered, changes come to nothing; only these wait. */
export const PAUSE_CAUSES = ["silent", "failing", "unreadable", "credentials", "writes"] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

/** The first probe after an outage comes soon; an account that opened again just after it had closed waits longer from the start. */
const PROBE_SECONDS = [3, 5, 10, 15] as const;
/** Refused credentials mend only when a person mends them, and some carriers lock out who keeps trying. */
const CREDENTIAL_SECONDS = 30;
/** Changes are probed by a change: each try leaves a number that has to be looked up. */
const WRITE_SECONDS = [5, 10, 20, 30, 60] as const;
const RELAPSE_MS = 60_000;

/** Seconds until the next probe, after `probes` probes since it opened; `closedAgo` milliseconds since it last closed, null: never. */
export function chooseProbeDelay(cause: PauseCause, probes: number, closedAgo: number | null): number {
  if (cause === "credentials") return CREDENTIAL_SECONDS;
  const isRelapse = closedAgo !== null && closedAgo < RELAPSE_MS;
  const delays = cause === "writes" ? WRITE_SECONDS : PROBE_SECONDS;
  const step = Math.min(probes + (isRelapse ? 2 : 0), delays.length - 1);
  return delays[step] ?? CREDENTIAL_SECONDS;
}

/** A carrier account that is held back. Instants are ISO 8601 texts; `at` is the database's present. */
export type CarrierPause = {
  accountId: string;
  carrierLabel: string;
  accountLabel: string;
  cause: PauseCause;
  since: string;
  lastAnswer: string;
  probedAt: string | null;
  nextProbeAt: string;
  /** What waits: numbers not yet sent, numbers whose outcome is looked up, in so many orders. */
  unsent: number;
  unsettled: number;
  orders: number;
  at: string;
};

const CAUSES = {
  silent: "does not answer",
  failing: "answers with errors",
  unreadable: "answers with something that cannot be read",
  credentials: "refuses our credentials",
  writes: "answers questions, but every change sent to it fails",
} as const satisfies Record<PauseCause, string>;

/** Whether what was sent already is looked up all the same. */
export const areReadingsHeld = ({ cause }: Pick<CarrierPause, "cause">) => cause !== "writes";

/** `Bandwidth refuses our credentials`. */
export const describeCause = ({ carrierLabel, cause }: Pick<CarrierPause, "carrierLabel" | "cause">) =>
  `${carrierLabel} ${CAUSES[cause]}`;

/** What a person can do about it, besides waiting. */
export const adviseOnCause = (cause: PauseCause) => ADVICE[cause] ?? WAIT;

const WAIT = "It goes on by itself as soon as the carrier answers; nothing is lost and nothing is sent twice.";
const ADVICE: Partial<Record<PauseCause, string>> = {
  credentials:
    "An administrator checks the credentials in Settings, Carriers; saving them asks the carrier again at once.",
  writes:
    "Looking up goes on. One change at a time is tried, and the rest follows by itself once one gets through; nothing is lost and nothing is sent twice.",
};

const count = (n: number, one: string) => `${n.toLocaleString("en-US")} ${n === 1 ? one : `${one}s`}`;

/** What waits for the carrier, in words. */
export function describeHeld({
  cause,
  unsent,
  unsettled: open,
  orders,
}: Pick<CarrierPause, "cause" | "unsent" | "unsettled" | "orders">) {
  const unsettled = areReadingsHeld({ cause }) ? open : 0;
  if (orders === 0 || unsent + unsettled === 0) return "Nothing waits for it at the moment.";
  const parts = [
    ...(unsent > 0 ? [`${count(unsent, "number")} not yet sent`] : []),
    ...(unsettled > 0 ? [`${count(unsettled, "number")} to be looked up`] : []),
  ];
  return `${parts.join(" and ")} in ${count(orders, "order")} ${unsent + unsettled === 1 ? "waits" : "wait"}.`;
}
