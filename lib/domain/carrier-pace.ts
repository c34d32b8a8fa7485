/** How fast calls of one allowance leave, in calls per second, and how many the carrier refused in the last minute for being too many. */
export type CarrierPace = { perSecond: number; allowedPerSecond: number; refusedLastMinute: number };

const spell = (perSecond: number) => perSecond.toLocaleString("en-US", { maximumSignificantDigits: 2 });

/**
 * `Sending at 2.5 per second: IntelePeer refused 3 calls in the last minute; 10 per second is allowed in settings.` Null while the whole
 * allowance is used.
 */
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
