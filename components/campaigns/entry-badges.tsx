import { Ban, CircleSlash, Hourglass, Send } from "lucide-react";
import { CAMPAIGN_STANDING_WORDS, type CampaignStanding, type EntryState } from "@/lib/domain/campaign";
import type { Tone } from "@/lib/domain/service-state";
import { StateBadge } from "../ui/state-badge";

export const ENTRY_WORDS = {
  submitted: "Waiting to be sent",
  sending: "Being sent",
  registered: "Registered",
  waiting: "Not yet possible",
  refused: "Refused",
  unknown: "Answer lost",
} as const satisfies Record<EntryState, string>;

const ENTRY_LOOKS = {
  submitted: { tone: "pending" },
  sending: { tone: "pending", icon: Send },
  registered: { tone: "good" },
  waiting: { tone: "pending", icon: Hourglass },
  refused: { tone: "bad" },
  unknown: { tone: "unknown" },
} as const satisfies Record<EntryState, { tone: Tone; icon?: unknown }>;

/** How far the registration with the carrier is. */
export const EntryStateBadge = ({ state }: { state: EntryState }) => (
  <StateBadge {...ENTRY_LOOKS[state]} label={ENTRY_WORDS[state]} look="plain" />
);

const STANDING_LOOKS = {
  ready: { tone: "good" },
  waiting: { tone: "pending" },
  ended: { tone: "bad", icon: Ban },
  absent: { tone: "bad", icon: CircleSlash },
} as const satisfies Record<CampaignStanding, { tone: Tone; icon?: unknown }>;

/** The carrier's own event stands in the tooltip. */
export function StandingBadge({ standing, event }: { standing: CampaignStanding | null; event: string | null }) {
  if (standing === null) return <StateBadge tone="unknown" label="Never read" look="plain" />;
  return (
    <StateBadge {...STANDING_LOOKS[standing]} label={CAMPAIGN_STANDING_WORDS[standing]} raw={event} look="plain" />
  );
}
