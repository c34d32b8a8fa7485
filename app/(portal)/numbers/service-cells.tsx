import { FacetBadge } from "@/components/numbers/service-badges";
import type { StateFacet } from "@/lib/domain/labels";
import type { NumberRow } from "@/lib/services/numbers/number-view";

/** What each account reports of one facet; an account that never reported it is left out. */
export const facetCell = (facet: StateFacet) =>
  function FacetCell({ services }: NumberRow) {
    const reported = services.filter(
      ({ [facet]: state }) => state !== null && (facet !== "ownership" || state !== "unknown"),
    );
    if (reported.length === 0) return <span className="text-faint">–</span>;
    return (
      <span className="flex items-center gap-3">
        {reported.map(({ accountId, carrierLabel, [facet]: state }) => (
          <span key={accountId} className="flex items-center gap-1.5 whitespace-nowrap">
            <FacetBadge facet={facet} state={state ?? "unknown"} />
            <span className="text-xs text-faint">{carrierLabel}</span>
          </span>
        ))}
      </span>
    );
  };
