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

const MESSAGES: Readonly<Record<string, Look>> = {
  received: { tone: "good", label: "Received" },
  queued: { tone: "pending", label: "Queued" },
  sending: { tone: "pending", label: "Sending" },
  sent: { tone: "good", label: "Sent" },
  error: { tone: "bad", label: "Error" },
  unknown: { tone: "unknown", label: "Unknown" },
};

/** A message's state in the carrier's word; one that the contract does not list is shown as it is, and as unknown. */
export function MessageStateBadge({ state, deliveryState }: { state: string; deliveryState: string | null }) {
  const look = MESSAGES[state] ?? { tone: "unknown" as const, label: state };
  return <StateBadge {...look} raw={deliveryState ? `${state} / ${deliveryState}` : state} look="plain" />;
}
