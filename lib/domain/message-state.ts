/** After how many days without a message a number that has received some counts as silent. */
export const SILENT_AFTER_DAYS = 7;

/** Whether the carrier may still report something else. */
export const isMessageMoving = ({ state, deliveryState }: { state: string; deliveryState: string | null }) =>
  ["queued", "sending"].includes(state) || (state === "sent" && deliveryState === "waiting");

export type InboundHealth = "never" | "silent" | "live";

/** What a list of numbers can be asked for: silence of the usual length, or a longer one. */
export const INBOUND_FILTERS = ["never", "silent", "silent-30", "silent-90", "live"] as const;
export type InboundFilter = (typeof INBOUND_FILTERS)[number];

/** For how many days nothing has come in, or (`live`) within how many something has. */
export const readInboundDays = (filter: InboundFilter) => Number(/\d+/.exec(filter)?.[0] ?? SILENT_AFTER_DAYS);

/** How a number's inbound side does; `now` and `lastInbound` are instants. */
export function judgeInbound(lastInbound: string | null, now: Date): InboundHealth {
  if (lastInbound === null) return "never";
  return now.getTime() - Date.parse(lastInbound) > SILENT_AFTER_DAYS * 86_400_000 ? "silent" : "live";
}
