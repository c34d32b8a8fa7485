import type { ReactNode } from "react";
import { ImportStateBadge, OwnershipBadge, RegistrationStateBadge } from "@/components/numbers/service-badges";
import { SmsStateBadge } from "@/components/state-badges";
import type { ServiceView } from "@/lib/services/numbers/number-view";

type Props = { services: readonly ServiceView[] };

/** What each account reports; an account that never reported it is left out. */
function States({ services, show }: Props & { show: (service: ServiceView) => ReactNode }) {
  const lines = services.flatMap((service) => {
    const badge = show(service);
    return badge ? [{ service, badge }] : [];
  });
  if (lines.length === 0) return <span className="text-faint">–</span>;
  return (
    <span className="flex items-center gap-3">
      {lines.map(({ service, badge }) => (
        <span key={service.accountId} className="flex items-center gap-1.5 whitespace-nowrap">
          {badge}
          <span className="text-xs text-faint">{service.carrierLabel}</span>
        </span>
      ))}
    </span>
  );
}

export const OwnershipCell = ({ services }: Props) => (
  <States
    services={services}
    show={({ ownership }) => ownership !== "unknown" && <OwnershipBadge state={ownership} />}
  />
);

export const SmsCell = ({ services }: Props) => (
  <States services={services} show={({ smsState }) => smsState && <SmsStateBadge state={smsState} />} />
);

export const ImportCell = ({ services }: Props) => (
  <States services={services} show={({ importState }) => importState && <ImportStateBadge state={importState} />} />
);

export const RegistrationCell = ({ services }: Props) => (
  <States
    services={services}
    show={({ registrationState }) => registrationState && <RegistrationStateBadge state={registrationState} />}
  />
);
