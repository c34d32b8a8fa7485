import { CarrierMark } from "@/components/carriers/carrier-mark";
import { FacetBadge } from "@/components/numbers/service-badges";
import { NotKnown } from "@/components/ui/no-value";
import { ToneDot } from "@/components/ui/tone";
import { FACETS, labelFacet, nameWithFacet, type StateFacet } from "@/lib/domain/labels";
import type { NumberRow, ServiceView } from "@/lib/services/numbers/number-view";

const isReported = (service: ServiceView, facet: StateFacet) =>
  service[facet] !== null && (facet !== "ownership" || service[facet] !== "unknown");

/** What each account reports of one facet; an account that never reported it is left out. */
export const facetCell = (facet: StateFacet) =>
  function FacetCell({ services }: NumberRow) {
    const reported = services.filter((service) => isReported(service, facet));
    if (reported.length === 0) return <NotKnown>not reported</NotKnown>;
    return (
      <span className="flex items-center gap-3">
        {reported.map((service) => (
          <span key={service.accountId} className="flex items-center gap-1.5 whitespace-nowrap">
            <CarrierMark carrier={service.carrierId} />
            <FacetBadge facet={facet} state={service[facet] ?? "unknown"} />
          </span>
        ))}
      </span>
    );
  };

/** The facet that says most about an account's part in the number's texting. */
const FIRST_FACETS = ["smsState", "registrationState", "importState", "ownership"] as const satisfies StateFacet[];

/** Each account that reports something, with the one state that matters most there; what is well needs no word. */
export function CarriersCell({ services }: NumberRow) {
  const shown = services.flatMap((service) => {
    const reported = FIRST_FACETS.filter((facet) => isReported(service, facet));
    const facet = reported.find((one) => one !== "registrationState" || service[one] !== "none") ?? reported[0];
    return facet ? [{ service, facet, state: service[facet] ?? "unknown" }] : [];
  });
  if (shown.length === 0) return <NotKnown>nothing reported</NotKnown>;
  return (
    <span className="flex items-center gap-3">
      {shown.map(({ service, facet, state }) => {
        const { tone, label } = labelFacet(facet, state);
        return (
          <span key={service.accountId} className="flex items-center gap-1.5 whitespace-nowrap">
            <CarrierMark carrier={service.carrierId} />
            {tone === "good" ? (
              <span title={nameWithFacet(FACETS[facet].name, label)} className="inline-flex items-center">
                <ToneDot tone="good" />
                <span className="sr-only">{nameWithFacet(FACETS[facet].name, label)}</span>
              </span>
            ) : (
              <FacetBadge facet={facet} state={state} />
            )}
          </span>
        );
      })}
    </span>
  );
}
