/** The documented states, and `none` for a number that was never enabled or has been disabled. */
export type SmsState =
  | "none"
  | "requested"
  | "provisioning"
  | "provisioned"
  | "derequested"
  | "deprovisioning"
  | "error";

/**
 * One accepted request. The state follows from it and the clock alone, so nothing needs a timer and a restart loses
 * nothing.
 */
export interface SmsChange {
  direction: "on" | "off";
  /** Epoch milliseconds. */
  since: number;
  /** How long the first and the second transitional state last, in milliseconds. */
  first: number;
  second: number;
  ends: "done" | "error" | "never";
}

export function readSmsState(change: SmsChange | undefined, now: number): SmsState {
  if (!change) return "none";
  const elapsed = now - change.since;
  const isOn = change.direction === "on";
  if (elapsed < change.first) return isOn ? "requested" : "derequested";
  if (elapsed < change.first + change.second || change.ends === "never")
    return isOn ? "provisioning" : "deprovisioning";
  if (change.ends === "error") return "error";
  return isOn ? "provisioned" : "none";
}

export function isInTransition(state: SmsState): boolean {
  return state === "requested" || state === "provisioning" || state === "derequested" || state === "deprovisioning";
}
