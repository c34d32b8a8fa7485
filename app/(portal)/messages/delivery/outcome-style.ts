import type { DeliveryOutcome } from "@/lib/domain/delivery";

/** From the bottom of a bar to its top. */
export const OUTCOME_STYLE = [
  { name: "delivered", label: "delivered", fill: "fill-good-solid", dot: "bg-good-solid", text: "text-ink" },
  {
    name: "accepted",
    label: "sent, no receipt",
    fill: "fill-neutral-solid",
    dot: "bg-neutral-solid",
    text: "text-ink",
  },
  { name: "moving", label: "waiting", fill: "fill-pending-solid", dot: "bg-pending-solid", text: "text-pending" },
  { name: "unknown", label: "unknown", fill: "fill-unknown-solid", dot: "bg-unknown-solid", text: "text-unknown" },
  { name: "refused", label: "refused", fill: "fill-bad-solid", dot: "bg-bad-solid", text: "text-bad" },
] as const satisfies readonly { name: DeliveryOutcome; label: string; fill: string; dot: string; text: string }[];
