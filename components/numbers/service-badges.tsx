import { describeMessageState, STATES } from "@/lib/domain/labels";
import type { ImportState, Ownership, RegistrationState } from "@/lib/domain/service-state";
import { StateBadge } from "../ui/state-badge";

export function ImportStateBadge({ state }: { state: ImportState | "unknown" }) {
  return <StateBadge {...STATES.import[state]} raw={state} look="plain" />;
}

export function RegistrationStateBadge({ state }: { state: RegistrationState | "unknown" }) {
  return <StateBadge {...STATES.registration[state]} raw={state} look="plain" />;
}

export function OwnershipBadge({ state }: { state: Ownership }) {
  return <StateBadge {...STATES.ownership[state]} raw={state} look="plain" />;
}

/** A message's state; the carrier's own values on hover and focus. */
export function MessageStateBadge({ state, deliveryState }: { state: string; deliveryState: string | null }) {
  const shown = describeMessageState(state, deliveryState);
  return <StateBadge {...shown} raw={deliveryState ? `${state} / ${deliveryState}` : state} look="plain" />;
}
