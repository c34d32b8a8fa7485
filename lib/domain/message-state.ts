/** After this many days without a message, a number that has received some counts as silent. */
export const SILENT_AFTER_DAYS = 7;

/** Whether the carrier may still report a change. */
export const isMessageMoving = ({ state, deliveryState }: { state: string; deliveryState: string | null }) =>
  ["queued", "sending"].includes(state) || (state === "sent" && deliveryState === "waiting");

export type InboundHealth = "never" | "silent" | "live";

/** Filter options: silent for the usual time, or longer. */
export const INBOUND_FILTERS = ["never", "silent", "silent-30", "silent-90", "live"] as const;
export type InboundFilter = (typeof INBOUND_FILTERS)[number];

/** The number of days without inbound messages, or (`live`) within which one arrived. */
export const readInboundDays = (filter: InboundFilter) => Number(/\d+/.exec(filter)?.[0] ?? SILENT_AFTER_DAYS);

/** Inbound health of a number; `now` and `lastInbound` are instants. */
export function evaluateInbound(lastInbound: string | null, now: Date): InboundHealth {
  if (lastInbound === null) return "never";
  return now.getTime() - Date.parse(lastInbound) > SILENT_AFTER_DAYS * 86_400_000 ? "silent" : "live";
}
