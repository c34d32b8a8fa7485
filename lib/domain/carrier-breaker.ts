/** What one call said of the carrier's health; `stalled`: it left some seconds ago and nothing has come back yet. */
export type BreakerSign = "well" | "failing" | "refused" | "limited" | "stalled";

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
export function weighSign(
  before: Suspicion,
  sign: BreakerSign,
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

export const PAUSE_CAUSES = ["silent", "failing", "unreadable", "credentials"] as const;
export type PauseCause = (typeof PAUSE_CAUSES)[number];

/** The first probe after an outage comes soon; an account that opened again just after it had closed waits longer from the start. */
const PROBE_SECONDS = [3, 5, 10, 15] as const;
/** Refused credentials mend only when a person mends them, and some carriers lock out who keeps trying. */
const CREDENTIAL_SECONDS = 30;
const RELAPSE_MS = 60_000;

/** Seconds until the next probe, after `probes` probes since it opened; `closedAgo` milliseconds since it last closed, null: never. */
export function chooseProbeDelay(cause: PauseCause, probes: number, closedAgo: number | null): number {
  if (cause === "credentials") return CREDENTIAL_SECONDS;
  const isRelapse = closedAgo !== null && closedAgo < RELAPSE_MS;
  const step = Math.min(probes + (isRelapse ? 2 : 0), PROBE_SECONDS.length - 1);
  return PROBE_SECONDS[step] ?? CREDENTIAL_SECONDS;
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
} as const satisfies Record<PauseCause, string>;

/** `Bandwidth refuses our credentials`. */
export const describeCause = ({ carrierLabel, cause }: Pick<CarrierPause, "carrierLabel" | "cause">) =>
  `${carrierLabel} ${CAUSES[cause]}`;

/** What a person can do about it, besides waiting. */
export const adviseOnCause = (cause: PauseCause) =>
  cause === "credentials"
    ? "An administrator checks the credentials in Settings, Carriers; saving them asks the carrier again at once."
    : "It goes on by itself as soon as the carrier answers; nothing is lost and nothing is sent twice.";

const count = (n: number, one: string) => `${n.toLocaleString("en-US")} ${n === 1 ? one : `${one}s`}`;

/** What waits for the carrier, in words. */
export function describeHeld({ unsent, unsettled, orders }: Pick<CarrierPause, "unsent" | "unsettled" | "orders">) {
  if (orders === 0) return "Nothing waits for it at the moment.";
  const parts = [
    ...(unsent > 0 ? [`${count(unsent, "number")} not yet sent`] : []),
    ...(unsettled > 0 ? [`${count(unsettled, "number")} to be looked up`] : []),
  ];
  return `${parts.join(" and ")} in ${count(orders, "order")} ${unsent + unsettled === 1 ? "waits" : "wait"}.`;
}
