import type { Tone } from "./service-state";

export type MessageLook = { tone: Tone; label: string };

/** After this many days without a message, a number that has received some counts as silent. */
export const SILENT_AFTER_DAYS = 7;

const STATES: Readonly<Record<string, MessageLook>> = {
  received: { tone: "good", label: "Received" },
  queued: { tone: "pending", label: "Queued" },
  sending: { tone: "pending", label: "Sending" },
  sent: { tone: "good", label: "Sent" },
  error: { tone: "bad", label: "Failed" },
  unknown: { tone: "unknown", label: "Unknown" },
};

/**
 * A message's state and receipt in one word. A word that the contract does not list is shown as it is, and as unknown. `unknown`: the
 * carrier's answer was lost.
 */
export function describeMessageState(state: string, deliveryState: string | null): MessageLook {
  if (deliveryState === "delivered") return { tone: "good", label: "Delivered" };
  if (deliveryState === "not-delivered") return { tone: "bad", label: "Failed" };
  return STATES[state] ?? { tone: "unknown", label: state };
}

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

/** The states of the inbound side in words, for filters. */
export const INBOUND_LABELS = {
  never: "Registered, never received",
  silent: `Silent for ${SILENT_AFTER_DAYS} days`,
  "silent-30": "Silent for 30 days",
  "silent-90": "Silent for 90 days",
  live: `Received within ${SILENT_AFTER_DAYS} days`,
} as const satisfies Record<InboundFilter, string>;
