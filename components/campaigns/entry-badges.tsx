import { Ban, CircleSlash, Hourglass, type LucideIcon, Send } from "lucide-react";
import type { CampaignStanding, EntryState } from "@/lib/domain/campaign";
import { STATES } from "@/lib/domain/labels";
import { StateBadge } from "../ui/state-badge";

const ENTRY_ICONS: Partial<Record<EntryState, LucideIcon>> = { sending: Send, waiting: Hourglass };

/** How far the registration with the carrier is. */
export const EntryStateBadge = ({ state }: { state: EntryState }) => (
  <StateBadge {...STATES.entry[state]} icon={ENTRY_ICONS[state]} look="plain" />
);

const STANDING_ICONS: Partial<Record<CampaignStanding, LucideIcon>> = { ended: Ban, absent: CircleSlash };

/** The carrier's own event is in the tooltip. */
export function StandingBadge({ standing, event }: { standing: CampaignStanding | null; event: string | null }) {
  if (standing === null) return <StateBadge tone="unknown" label="Never read" look="plain" />;
  return <StateBadge {...STATES.campaign[standing]} icon={STANDING_ICONS[standing]} raw={event} look="plain" />;
}
