import { z } from "zod";
import { type Facts, isServiceField, type ServiceField } from "./service-state";

/** The values that a carrier can change without us, in the order of the settings. */
export const FRESH_FIELDS = [
  "smsState",
  "campaignId",
  "registrationState",
  "ownership",
  "webhookUrl",
] as const satisfies readonly ServiceField[];
export type FreshField = (typeof FRESH_FIELDS)[number];

export const FRESH_FIELD_LABELS = {
  smsState: "SMS state",
  campaignId: "Campaign",
  registrationState: "Registration",
  ownership: "Ownership",
  webhookUrl: "Webhook",
} as const satisfies Record<FreshField, string>;

/** In hours: a value that was read longer ago is marked, and its number is in the view “Not read lately”. */
export type FreshnessHours = Record<FreshField, number>;

export const DEFAULT_FRESHNESS: FreshnessHours = {
  smsState: 36,
  campaignId: 24,
  registrationState: 36,
  ownership: 36,
  webhookUrl: 168,
};

const MAX_FRESHNESS_HOURS = 8_760;

const hours = z
  .int("Give a whole number of hours.")
  .min(1, "At least 1 hour.")
  .max(MAX_FRESHNESS_HOURS, `At most ${MAX_FRESHNESS_HOURS.toLocaleString("en-US")} hours.`);

export const freshnessHours = z.object({
  smsState: hours,
  campaignId: hours,
  registrationState: hours,
  ownership: hours,
  webhookUrl: hours,
}) satisfies z.ZodType<FreshnessHours>;

const HOUR_MS = 3_600_000;

/** Milliseconds after which a value counts as old. Imports and applications are read with registrations, routes with ownership. */
export function readMaxAge(field: ServiceField, limits: FreshnessHours): number {
  switch (field) {
    case "importState":
    case "applicationId":
      return limits.registrationState * HOUR_MS;
    case "route":
      return limits.ownership * HOUR_MS;
    default:
      return limits[field] * HOUR_MS;
  }
}

/** When each field was read last, at the account where that is longest ago. ISO 8601. */
export type OldestReadings = Partial<Record<ServiceField, string>>;

export function findOldestReadings(ofAccounts: readonly Facts[]): OldestReadings {
  const oldest: OldestReadings = {};
  for (const [field, { checkedAt }] of ofAccounts.flatMap((facts) => Object.entries(facts))) {
    if (!isServiceField(field)) continue;
    const known = oldest[field];
    if (known === undefined || checkedAt < known) oldest[field] = checkedAt;
  }
  return oldest;
}
