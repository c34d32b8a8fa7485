import type { NumberService } from "./readiness-step";

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
};

/** What each carrier reports, where at least two report that the number's messages go through them; else empty. */
export function findDoubleClaim(services: readonly NumberService[]): Claim[] {
  const claims = services.flatMap((service): Claim[] => {
    const { accountId, carrierId, carrierLabel, smsState, registrationState, facts } = service;
    const type = smsState === "provisioned" ? "sms" : registrationState === "registered" ? "registration" : null;
    if (type === null) return [];
    const fact = type === "sms" ? facts.smsState : facts.registrationState;
    return [
      {
        accountId,
        carrierId,
        carrierLabel,
        type,
        carrierWord: type === "sms" ? "provisioned" : "registered",
        since: fact?.changedAt ?? null,
        checkedAt: fact?.checkedAt ?? null,
        callId: fact?.callId ?? null,
      },
    ];
  });
  return new Set(claims.map(({ carrierId }) => carrierId)).size > 1 ? claims : [];
}
