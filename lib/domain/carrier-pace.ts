/** Calls per second of one allowance, and how many calls the carrier rate-limited in the last minute. */
export type CarrierPace = { perSecond: number; allowedPerSecond: number; refusedLastMinute: number };

const spell = (perSecond: number) => perSecond.toLocaleString("en-US", { maximumSignificantDigits: 2 });

/** `Sending at 2.5 per second: …`, the reason and the allowance; null while the whole allowance is in use. */
export function describePace(
  { perSecond, allowedPerSecond, refusedLastMinute }: CarrierPace,
  carrierLabel: string,
): string | null {
  if (perSecond >= allowedPerSecond * 0.999) return null;
  const refused =
    refusedLastMinute === 0
      ? "refused calls a while ago"
      : `refused ${refusedLastMinute.toLocaleString("en-US")} ${refusedLastMinute === 1 ? "call" : "calls"} in the last minute`;
  return `Sending at ${spell(perSecond)} per second: ${carrierLabel} ${refused}; ${spell(allowedPerSecond)} per second is allowed in settings.`;
}
