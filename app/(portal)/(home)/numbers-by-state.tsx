import { CarrierName } from "@/components/carriers/carrier-mark";
import { RouteLink } from "@/components/ui/route-link";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import { nameWithFacet, STATES, type StateLabel } from "@/lib/domain/labels";
import { COUNTED_UP_TO, type CarrierStates, type StateCount } from "@/lib/services/home/count-states";

const FACETS = {
  sms: { label: "SMS", states: STATES.sms },
  import: { label: "Import", states: STATES.import },
  registration: { label: "Registration", states: STATES.registration },
  ownership: { label: "Ownership", states: STATES.ownership },
} as const satisfies Record<StateCount["facet"], { label: string; states: Readonly<Record<string, StateLabel>> }>;

/** A value that is not in the table is shown as it is, as unknown. */
function labelState({ facet, value }: StateCount): StateLabel {
  const { label, states } = FACETS[facet];
  const known = Object.entries(states).find(([state]) => state === value)?.[1];
  return { tone: known?.tone ?? "unknown", label: nameWithFacet(label, known?.label ?? value) };
}

const showCount = (count: number) => (count > COUNTED_UP_TO ? `${formatCount(COUNTED_UP_TO)}+` : formatCount(count));

/** Numbers per carrier and state; each count links to these numbers. */
export function NumbersByState({ total, carriers }: { total: number; carriers: readonly CarrierStates[] }) {
  if (total === 0)
    return (
      <EmptyState title="No numbers yet" actions={<ButtonLink href="/inventory">Search inventory</ButtonLink>}>
        Numbers appear here once you order them, import them or turn SMS on.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-4 border-y border-line py-3">
      <p className="text-sm text-muted">
        <span className="font-semibold text-ink tabular-nums">{showCount(total)}</span> numbers in all
      </p>
      {carriers
        .filter(({ states }) => states.length > 0)
        .map(({ carrierId, states }) => (
          <div key={carrierId} className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
            <h3 className="min-w-32 text-sm font-medium text-ink">
              <CarrierName carrier={carrierId} />
            </h3>
            <ul className="flex flex-wrap gap-x-2">
              {states.map((state) => (
                <li key={`${state.facet} ${state.value}`}>
                  <RouteLink
                    href={`/numbers?carrier=${carrierId}&${state.facet}=${state.value}`}
                    className="flex h-7 items-center gap-2 rounded-md px-2 text-sm hover:bg-hover max-sm:h-10"
                  >
                    <StateBadge {...labelState(state)} look="plain" />
                    <span className="font-semibold text-ink tabular-nums">{showCount(state.count)}</span>
                  </RouteLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}
