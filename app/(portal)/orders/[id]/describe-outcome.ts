import { BY_HAND, CANCELLED, type OrderItemRow, type OutcomeGroup } from "@/lib/domain/order-view";

type GroupText = { code: string | null; speaker: string; quote: string | null; lines: string[] };

const SILENT = {
  queued: "Not sent yet.",
  sending: "On their way to the carrier at this moment.",
  accepted: "The carrier took the request and has not confirmed the result yet.",
  confirmed: "The carrier confirmed them.",
} as const;

const SILENT_ONE = {
  queued: "Not sent yet.",
  sending: "On its way to the carrier.",
  accepted: "Accepted; not confirmed yet.",
  confirmed: "Confirmed.",
} as const;

/** The carrier's message as received, and our explanation beside it, never instead of it. */
export function describeGroup(group: OutcomeGroup, carrierLabel: string): GroupText {
  const { state, code, message, meaning, action } = group;
  if (code === BY_HAND)
    return {
      code: null,
      speaker: "Decided by a person",
      quote: message,
      lines: ["The carrier did not confirm this; a person did."],
    };
  if (code === CANCELLED) return { code: null, speaker: "Tandem", quote: message, lines: ["They were never sent."] };
  const lines = meaning || action ? [[meaning, action].filter(Boolean).join(" ")] : [];
  if (state in SILENT && !message) lines.push(SILENT[state as keyof typeof SILENT]);
  if (state === "confirmed") return { code, speaker: carrierLabel, quote: null, lines: [SILENT.confirmed] };
  if (state === "accepted") return { code, speaker: carrierLabel, quote: null, lines: [SILENT.accepted] };
  return { code, speaker: state === "failed" ? carrierLabel : "Why", quote: message, lines };
}

/** The last message about one number, the carrier's own where it sent one. */
export const describeAnswer = ({ state, message }: Pick<OrderItemRow, "state" | "message">) =>
  message ?? (state in SILENT_ONE ? SILENT_ONE[state as keyof typeof SILENT_ONE] : "");
