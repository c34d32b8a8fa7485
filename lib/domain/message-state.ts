/** After this many days without a message, a number that has received some counts as silent; administrators can change it. */
export const SILENT_AFTER_DAYS = 7;

/** Whether the carrier may still report a change. */
export const isMessageMoving = ({ state, deliveryState }: { state: string; deliveryState: string | null }) =>
  ["queued", "sending"].includes(state) || (state === "sent" && deliveryState === "waiting");

export type InboundHealth = "never" | "silent" | "live";

/** Filter options: silent for as long as the settings say, or longer. */
export const INBOUND_FILTERS = ["never", "silent", "silent-30", "silent-90", "live"] as const;
export type InboundFilter = (typeof INBOUND_FILTERS)[number];

/** The number of days without inbound messages that a filter names; null: those of the settings. */
export const readInboundDays = (filter: InboundFilter): number | null => {
  const named = /\d+/.exec(filter)?.[0];
  return named === undefined ? null : Number(named);
};

/** Inbound health of a number; `now` and `lastInbound` are instants, `silentDays` from the settings. */
export function evaluateInbound(lastInbound: string | null, now: Date, silentDays: number): InboundHealth {
  if (lastInbound === null) return "never";
  return now.getTime() - Date.parse(lastInbound) > silentDays * 86_400_000 ? "silent" : "live";
}
