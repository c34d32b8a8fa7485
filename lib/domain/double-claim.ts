import type { FactOrigin, NumberService } from "./readiness-step";

/** A carrier account that reports that it carries the number's messages. Instants are ISO 8601. */
export type Claim = {
  accountId: string;
  carrierId: string;
  carrierLabel: string;
  type: "sms" | "registration";
  /** The carrier's raw value. */
  carrierValue: string;
  /** When the value last changed, and when it was last read. */
  since: string | null;
  checkedAt: string | null;
  callId: string | null;
  /** Who caused the change, where known. */
  by: { person: string | null; orderRef: string | null } | null;
};

/** The claims, if at least two carriers report that they carry the number's messages; else empty. */
export function findDoubleClaim(services: readonly NumberService[], origins: readonly FactOrigin[] = []): Claim[] {
  const claims = services.flatMap((service): Claim[] => {
    const { accountId, carrierId, carrierLabel, smsState, registrationState, facts } = service;
    const type = smsState === "provisioned" ? "sms" : registrationState === "registered" ? "registration" : null;
    if (type === null) return [];
    const field = type === "sms" ? "smsState" : "registrationState";
    const fact = facts[field];
    const carrierValue = type === "sms" ? "provisioned" : "registered";
    const origin = origins.find(
      (one) => one.accountId === accountId && one.field === field && one.value === carrierValue,
    );
    return [
      {
        accountId,
        carrierId,
        carrierLabel,
        type,
        carrierValue,
        since: origin?.at ?? fact?.changedAt ?? null,
        checkedAt: fact?.checkedAt ?? null,
        callId: fact?.callId ?? origin?.callId ?? null,
        by: origin?.person || origin?.orderRef ? { person: origin.person, orderRef: origin.orderRef } : null,
      },
    ];
  });
  return new Set(claims.map(({ carrierId }) => carrierId)).size > 1 ? claims : [];
}

/** What each carrier reports, in one line. */
export const describeClaims = (claims: readonly Claim[]): string =>
  claims
    .map(
      ({ carrierLabel, type, carrierValue }) =>
        `${carrierLabel} ${type === "sms" ? "reports SMS on" : "lists it as registered"} (${carrierValue})`,
    )
    .join(", ");
