import { expect, it } from "vitest";
import type { NumberAccount, NumberService } from "./readiness-step";
import { listReadiness } from "./readiness";
import { CAMPAIGN_ENDED, isUnableToText, LOST_SMS, NO_CAMPAIGN, TOLL_FREE } from "./number-states";
import { evaluateVerdict } from "./verdict";
import { phoneNumber } from "./phone-number";
import { NOTHING_REPORTED } from "./readiness-test-data";

const NOW = new Date("2026-11-26T12:00:00Z");
const FACT = { raw: null, checkedAt: NOW.toISOString(), changedAt: NOW.toISOString(), callId: null };
const SMS = [undefined, "provisioned", "none", "not-found", "error", "requested", "unknown"] as const;
const OWNED = [undefined, "owned", "gone"] as const;
const CAMPAIGN = [undefined, null, "CREADY1", "CENDED1"] as const;
const IMPORT = [undefined, "imported", "failed", "none", "requested"] as const;
const REGISTERED = [undefined, "registered", "none"] as const;

type Values = Partial<Record<string, string | null>>;

function toAccount(id: string, capabilities: string[], values: Values): NumberAccount {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  const service = {
    accountId: id,
    carrierId: id,
    carrierLabel: id,
    ...NOTHING_REPORTED,
    ...Object.fromEntries(known),
    facts: Object.fromEntries(known.map(([field, value]) => [field, { ...FACT, value: value ?? null }])),
  } as NumberService;
  return { id, carrierLabel: id, isEnabled: true, capabilities, service: known.length > 0 ? service : null };
}

function loseSms(of: NumberAccount, hasLost: boolean): NumberAccount {
  if (!hasLost || !of.service) return of;
  const at = FACT.checkedAt;
  const values = { id: "1", before: "provisioned", after: "not-found", knownAt: at, seenAt: at, callId: null };
  const drift = { ...values, kind: "lost-sms" as const, facet: "smsState" as const };
  return { ...of, service: { ...of.service, drift: [drift] } };
}

function toStates(accounts: readonly NumberAccount[], isTollFree: boolean): string[] {
  const states = accounts.flatMap(({ id, service }) =>
    Object.entries(service?.facts ?? {}).flatMap(([facet, { value }]) => [
      id,
      ...(facet === "campaignId"
        ? value === null
          ? [NO_CAMPAIGN]
          : value === "CENDED1"
            ? [CAMPAIGN_ENDED]
            : []
        : [`${id} ${facet} ${value}`]),
    ]),
  );
  const hasLost = accounts.some(({ service }) => service?.drift?.some(({ kind }) => kind === "lost-sms"));
  return [...states, ...(isTollFree ? [TOLL_FREE] : []), ...(hasLost ? [LOST_SMS] : [])];
}

it("says of every combination of reports what the verdict says", () => {
  const wrong: unknown[] = [];
  let count = 0;
  for (const smsState of SMS)
    for (const ownership of OWNED)
      for (const campaignId of CAMPAIGN)
        for (const importState of IMPORT)
          for (const registrationState of REGISTERED)
            for (const [isTollFree, hasLost] of [
              [false, false],
              [false, true],
              [true, false],
              [true, true],
            ] as const) {
              const values = { smsState, ownership, campaignId, importState, registrationState };
              const accounts = [
                toAccount("bandwidth", ["import", "register", "messaging"], { importState, registrationState }),
                loseSms(toAccount("intelepeer", ["sms-enable", "sms-disable"], { smsState }), hasLost),
                toAccount("inumbering", ["purchase", "inventory", "campaign-assign"], { ownership, campaignId }),
              ];
              const campaigns = [
                {
                  accountId: "inumbering",
                  campaignId: "CREADY1",
                  standing: "ready" as const,
                  event: null,
                  checkedAt: FACT.checkedAt,
                },
                {
                  accountId: "inumbering",
                  campaignId: "CENDED1",
                  standing: "ended" as const,
                  event: null,
                  checkedAt: FACT.checkedAt,
                },
              ];
              const marks = { sentAt: null, sendingAt: null, inboundAt: null };
              const steps = listReadiness({
                accounts,
                pending: [],
                marks,
                campaigns,
                isTollFree,
                now: NOW,
                messageAgeDays: 90,
              });
              const number = phoneNumber.parse("+13035550100");
              const isCannot = evaluateVerdict({ accounts, steps, number, now: NOW }).outcome === "cannot";
              count += Number(isCannot);
              if (isUnableToText(toStates(accounts, isTollFree)) !== isCannot)
                wrong.push({ ...values, isTollFree, hasLost, isCannot });
            }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(500);
});
