import { RouteLink } from "@/components/ui/route-link";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatCount } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import type { Tone } from "@/lib/domain/service-state";
import { COUNTED_UP_TO, type CarrierStates, type StateCount } from "@/lib/services/home/count-states";

const FACETS = { sms: "SMS", import: "Import", registration: "Registration", ownership: "Ownership" } as const;
const GOOD = new Set(["provisioned", "imported", "registered", "owned"]);
const BAD = new Set(["error", "failed"]);
const QUIET = new Set(["none", "gone"]);

function toneOf(value: string): Tone {
  if (GOOD.has(value)) return "good";
  if (BAD.has(value)) return "bad";
  if (QUIET.has(value)) return "neutral";
  return value === "unknown" ? "unknown" : "pending";
}

const showCount = (count: number) => (count > COUNTED_UP_TO ? `${formatCount(COUNTED_UP_TO)}+` : formatCount(count));

/** Numbers per carrier and state; each count leads to just those numbers. */
export function NumbersByState({ total, carriers }: { total: number; carriers: readonly CarrierStates[] }) {
  if (total === 0)
    return (
      <Card isFlush>
        <EmptyState title="No numbers yet" actions={<ButtonLink href="/inventory">Search the inventory</ButtonLink>}>
          Numbers appear here once they are ordered, imported or switched on.
        </EmptyState>
      </Card>
    );
  return (
    <Card className="flex flex-col gap-4">
      <p className="text-sm text-muted">
        <span className="font-semibold text-ink tabular-nums">{showCount(total)}</span> numbers in all
      </p>
      {carriers
        .filter(({ states }) => states.length > 0)
        .map(({ carrierId, label, states }) => (
          <div key={carrierId} className="flex flex-col gap-1.5">
            <h3 className="text-sm font-medium text-ink">{label}</h3>
            <ul className="flex flex-wrap gap-2">
              {states.map((state) => (
                <li key={`${state.facet} ${state.value}`}>
                  <RouteLink
                    href={`/numbers?carrier=${carrierId}&${state.facet}=${state.value}`}
                    className="flex h-8 items-center gap-2 rounded-md border border-line px-2.5 text-sm hover:border-accent"
                  >
                    <StateBadge tone={toneOf(state.value)} label={nameState(state)} look="plain" />
                    <span className="font-semibold text-ink tabular-nums">{showCount(state.count)}</span>
                  </RouteLink>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </Card>
  );
}

const nameState = ({ facet, value }: StateCount) => `${FACETS[facet]}: ${value}`;
