import type { Capability } from "@/lib/carriers/carrier";
import { ALL_ORDER_KINDS, CAPABILITY_LABELS, ORDER_KINDS } from "@/lib/domain/order";

/** Labels of a carrier's capabilities. */
export const labelCapability = (capability: Capability): string => CAPABILITY_LABELS[capability];

/** Carriers that send us callbacks: for messages, or because a webhook is set. */
export const hasCallbacks = (capabilities: readonly Capability[]) =>
  capabilities.includes("messaging") ||
  ALL_ORDER_KINDS.some((kind) => ORDER_KINDS[kind].usesCallbacks && capabilities.includes(kind));

const ACRONYMS = new Map([
  ["url", "URL"],
  ["id", "ID"],
  ["api", "API"],
  ["sip", "SIP"],
  ["apikey", "API key"],
  ["username", "user name"],
]);

/** `BANDWIDTH_SIP_PEER_ID` → `SIP peer ID`; the carrier's name is in the heading. */
export function labelSetting(name: string): string {
  const text = name
    .split("_")
    .slice(1)
    .map((word) => ACRONYMS.get(word.toLowerCase()) ?? word.toLowerCase())
    .join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
