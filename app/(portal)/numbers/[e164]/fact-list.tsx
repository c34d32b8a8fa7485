"use client";

import type { ReactNode } from "react";
import { FactAge } from "@/components/numbers/fact-age";
import { FacetBadge } from "@/components/numbers/service-badges";
import { TextLink } from "@/components/ui/link";
import { FACETS, isStateFacet } from "@/lib/domain/labels";
import type { FactOrigin } from "@/lib/domain/readiness-step";
import type { ServiceField } from "@/lib/domain/service-state";
import type { ServiceView } from "@/lib/services/numbers/number-view";
import { EvidenceLink } from "./evidence-link";

type Row = { field: ServiceField; label: string; value: ReactNode };

const mono = (text: string | null) =>
  text === null ? <span className="text-muted">None</span> : <span className="font-mono text-xs">{text}</span>;

/** The facts that an account has reported, in the order in which people ask for them. */
function listRows(service: ServiceView): Row[] {
  const { ownership, registrationState, campaignId, facts } = service;
  const isReported = (field: ServiceField) => service[field] !== null || facts[field] !== undefined;
  const rows: (Row & { isShown: boolean })[] = [
    ...(["ownership", "smsState", "importState", "registrationState"] as const).map((field) => ({
      field,
      label: FACETS[field].name,
      value: <FacetBadge facet={field} state={service[field] ?? "unknown"} />,
      isShown: service[field] !== null && (field !== "ownership" || ownership !== "unknown"),
    })),
    {
      field: "applicationId",
      label: "Application",
      value: mono(service.applicationId),
      isShown: isReported("applicationId") && registrationState === "registered",
    },
    {
      field: "campaignId",
      label: "Campaign",
      value: campaignId ? (
        <TextLink href={`/campaigns/${encodeURIComponent(campaignId)}`} className="font-mono text-xs">
          {campaignId}
        </TextLink>
      ) : (
        mono(null)
      ),
      isShown: isReported("campaignId"),
    },
    { field: "webhookUrl", label: "Webhook", value: mono(service.webhookUrl), isShown: isReported("webhookUrl") },
    { field: "route", label: "Route", value: mono(service.route), isShown: isReported("route") },
  ];
  return rows.filter(({ isShown }) => isShown);
}

/** Each value with the carrier's own value, its own age and its own evidence. */
export function FactRows({ service, origins }: { service: ServiceView; origins: readonly FactOrigin[] }) {
  const rows = listRows(service);
  if (rows.length === 0)
    return <p className="py-1 text-sm text-muted">Its response reports nothing about the number&apos;s state.</p>;
  return (
    <dl className="text-sm">
      {rows.map(({ field, label, value }) => {
        const fact = service.facts[field];
        const origin = origins.find((one) => one.accountId === service.accountId && one.field === field);
        return (
          <div key={field} className="flex flex-wrap items-center gap-x-4 gap-y-0.5 py-1">
            <dt className="w-24 shrink-0 text-muted">{label}</dt>
            <dd className="flex min-w-0 flex-1 basis-48 flex-wrap items-center gap-x-3 [overflow-wrap:anywhere]">
              {value}
              <CarrierWord field={field} value={service[field]} raw={fact?.raw ?? null} />
            </dd>
            <dd className="flex items-center gap-3 text-xs max-sm:pl-28">
              <FactAge field={field} at={fact?.checkedAt ?? null} />
              <EvidenceLink callId={fact?.callId ?? origin?.callId} of={`${label} at ${service.carrierLabel}`} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Ids, addresses and routes are the carrier's own values already. */
function CarrierWord({ field, value, raw }: { field: ServiceField; value: string | null; raw: string | null }) {
  const own = raw ?? (isStateFacet(field) ? value : null);
  if (own === null) return null;
  return (
    <code title={own} className="max-w-full truncate font-mono text-xs text-faint">
      {own}
    </code>
  );
}
