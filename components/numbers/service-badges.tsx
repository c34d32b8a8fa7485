import { describeMessageState, labelFacet, type StateFacet } from "@/lib/domain/labels";
import { StateBadge } from "../ui/state-badge";

/** A facet of a number in one state; the stored value on hover and focus. */
export const FacetBadge = ({ facet, state }: { facet: StateFacet; state: string }) => (
  <StateBadge {...labelFacet(facet, state)} raw={state} look="plain" />
);

/** A message's state; the carrier's own values on hover and focus. */
export const MessageStateBadge = ({ state, deliveryState }: { state: string; deliveryState: string | null }) => (
  <StateBadge
    {...describeMessageState(state, deliveryState)}
    raw={deliveryState ? `${state} / ${deliveryState}` : state}
    look="plain"
  />
);
