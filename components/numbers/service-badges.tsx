import { describeMessageState } from "@/lib/domain/message-state";
import { IMPORT_LOOKS, OWNERSHIP_LOOKS, REGISTRATION_LOOKS } from "@/lib/domain/service-labels";
import type { ImportState, Ownership, RegistrationState } from "@/lib/domain/service-state";
import { StateBadge } from "../ui/state-badge";

export function ImportStateBadge({ state }: { state: ImportState | "unknown" }) {
  return <StateBadge {...IMPORT_LOOKS[state]} raw={state} look="plain" />;
}

export function RegistrationStateBadge({ state }: { state: RegistrationState | "unknown" }) {
  return <StateBadge {...REGISTRATION_LOOKS[state]} raw={state} look="plain" />;
}

export function OwnershipBadge({ state }: { state: Ownership }) {
  return <StateBadge {...OWNERSHIP_LOOKS[state]} raw={state} look="plain" />;
}

/** A message's state in one word; the carrier's own words on hover and focus. */
export function MessageStateBadge({ state, deliveryState }: { state: string; deliveryState: string | null }) {
  const look = describeMessageState(state, deliveryState);
  return <StateBadge {...look} raw={deliveryState ? `${state} / ${deliveryState}` : state} look="plain" />;
}
