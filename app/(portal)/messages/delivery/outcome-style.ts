import type { DeliveryOutcome } from "@/lib/domain/delivery";

type Style = { name: DeliveryOutcome; label: string; fill: string; dot: string; text: string };

/** From the bottom of a bar to its top; color is for what is not as it should be. */
export const OUTCOME_STYLE: readonly Style[] = [
  { name: "delivered", label: "delivered", fill: "fill-neutral-solid", dot: "bg-neutral-solid", text: "text-ink" },
  { name: "accepted", label: "sent, no receipt", fill: "fill-line-strong", dot: "bg-line-strong", text: "text-ink" },
  { name: "moving", label: "waiting", fill: "fill-pending-solid", dot: "bg-pending-solid", text: "text-pending" },
  { name: "unknown", label: "unknown", fill: "fill-unknown-solid", dot: "bg-unknown-solid", text: "text-unknown" },
  { name: "refused", label: "refused", fill: "fill-bad-solid", dot: "bg-bad-solid", text: "text-bad" },
];
