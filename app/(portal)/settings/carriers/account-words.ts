import type { Capability } from "@/lib/carriers/carrier";
import { ORDER_KINDS } from "@/lib/domain/order";

const OTHERS = { inventory: "Inventory", campaigns: "Brands and campaigns", messaging: "Messages" } as const;

/** Labels of a carrier's capabilities. */
export const labelCapability = (capability: Capability): string =>
  capability === "inventory" || capability === "campaigns" || capability === "messaging"
    ? OTHERS[capability]
    : ORDER_KINDS[capability].label;

/** Carriers that send us callbacks: for messages, or because a webhook is set. */
export const hasCallbacks = (capabilities: readonly Capability[]) =>
  capabilities.some((capability) => capability === "messaging" || capability === "webhook-set");

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
