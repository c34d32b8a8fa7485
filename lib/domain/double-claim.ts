import type { FactOrigin, NumberService } from "./readiness-step";

/** A carrier account that reports that messages of the number go through it. Instants are ISO 8601. */
export type Claim = {
  accountId: string;
  carrierId: string;
  carrierLabel: string;
  type: "sms" | "registration";
  /** The carrier's own value. */
  carrierWord: string;
  /** When the value changed to what it is, and when it was last read. */
  since: string | null;
  checkedAt: string | null;
  callId: string | null;
  /** Who made it so, where that is known. */
  by: { person: string | null; orderRef: string | null } | null;
};

/** What each carrier reports, where at least two report that the number's messages go through them; else empty. */
export function findDoubleClaim(services: readonly NumberService[], origins: readonly FactOrigin[] = []): Claim[] {
  const claims = services.flatMap((service): Claim[] => {
    const { accountId, carrierId, carrierLabel, smsState, registrationState, facts } = service;
    const type = smsState === "provisioned" ? "sms" : registrationState === "registered" ? "registration" : null;
    if (type === null) return [];
    const field = type === "sms" ? "smsState" : "registrationState";
    const fact = facts[field];
    const carrierWord = type === "sms" ? "provisioned" : "registered";
    const origin = origins.find(
      (one) => one.accountId === accountId && one.field === field && one.value === carrierWord,
    );
    return [
      {
        accountId,
        carrierId,
        carrierLabel,
        type,
        carrierWord,
        since: origin?.at ?? fact?.changedAt ?? null,
        checkedAt: fact?.checkedAt ?? null,
        callId: fact?.callId ?? origin?.callId ?? null,
        by: origin?.person || origin?.orderRef ? { person: origin.person, orderRef: origin.orderRef } : null,
      },
    ];
  });
  return new Set(claims.map(({ carrierId }) => carrierId)).size > 1 ? claims : [];
}
