import { describeMessageState } from "@/lib/domain/message-state";
import type { ImportState, Ownership, RegistrationState, Tone } from "@/lib/domain/service-state";
import { StateBadge } from "../ui/state-badge";

type Look = { tone: Tone; label: string };

const IMPORTS = {
  none: { tone: "neutral", label: "Not imported" },
  requested: { tone: "pending", label: "Import requested" },
  imported: { tone: "good", label: "Imported" },
  failed: { tone: "bad", label: "Import failed" },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<ImportState | "unknown", Look>;

const REGISTRATIONS = {
  none: { tone: "neutral", label: "Not registered" },
  registered: { tone: "good", label: "Registered" },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<RegistrationState | "unknown", Look>;

const OWNERSHIPS = {
  owned: { tone: "good", label: "Owned" },
  gone: { tone: "bad", label: "Gone" },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<Ownership, Look>;

export function ImportStateBadge({ state }: { state: ImportState | "unknown" }) {
  return <StateBadge {...IMPORTS[state]} raw={state} look="plain" />;
}

export function RegistrationStateBadge({ state }: { state: RegistrationState | "unknown" }) {
  return <StateBadge {...REGISTRATIONS[state]} raw={state} look="plain" />;
}

export function OwnershipBadge({ state }: { state: Ownership }) {
  return <StateBadge {...OWNERSHIPS[state]} raw={state} look="plain" />;
}

/** A message's state in one word; the carrier's own words on hover and focus. */
export function MessageStateBadge({ state, deliveryState }: { state: string; deliveryState: string | null }) {
  const look = describeMessageState(state, deliveryState);
  return <StateBadge {...look} raw={deliveryState ? `${state} / ${deliveryState}` : state} look="plain" />;
}
