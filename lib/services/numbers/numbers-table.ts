import { STATES } from "@/lib/domain/labels";
import { toTenDigits } from "@/lib/domain/phone-number";
import type { ServiceField } from "@/lib/domain/service-state";
import { defineTable } from "@/lib/domain/table";
import type { SpellTime } from "@/lib/domain/time-zone";
import type { NumberRow, ServiceView } from "./number-view";

/** Each account's value, after its carrier's name. */
const listValues = ({ services }: NumberRow, read: (service: ServiceView) => string | null) =>
  services
    .flatMap((service) => {
      const value = read(service);
      return value === null ? [] : [`${service.carrierLabel}: ${value}`];
    })
    .join("; ");

/** The carrier's own value, except for ours that says that a carrier does not list the number; and when it was read. */
const exportFact = <Name extends string>(name: Name, field: ServiceField) => ({
  [name]: (row: NumberRow) =>
    listValues(row, ({ facts }) => {
      const value = facts[field]?.value ?? null;
      return field === "smsState" && value === "not-found" ? STATES.sms[value].label : value;
    }),
  ...exportAge(`${name}_checked_at`, field),
});
const exportAge = (heading: string, field: ServiceField) => ({
  [heading]: (row: NumberRow, spellTime: SpellTime) =>
    listValues(row, ({ facts }) => spellTime(facts[field]?.checkedAt)),
});

/** Exports hold ten digits, so that a spreadsheet keeps them and an import takes them back. */
export const NUMBERS_TABLE = defineTable<NumberRow>()({
  select: { label: "Select" },
  number: {
    label: "Number",
    sort: { key: "number" },
    isSticky: true,
    exports: { number: ({ number }) => toTenDigits(number) },
  },
  verdict: { label: "Verdict", isWide: true, isCut: true, isWideOnly: true },
  carriers: { label: "Carriers", isWideOnly: true },
  place: {
    label: "Place",
    sort: { key: "state" },
    isMuted: true,
    isWideOnly: true,
    exports: { state: ({ state }) => state, rate_center: ({ rateCenter }) => rateCenter },
  },
  customer: {
    label: "Customer",
    isOptional: true,
    isWideOnly: true,
    exports: { customer: ({ customer }) => customer?.name ?? null },
  },
  tags: {
    label: "Tags",
    isOptional: true,
    isWideOnly: true,
    exports: { tags: ({ tags }) => tags.map(({ name }) => name).join("; ") || null },
  },
  lata: {
    label: "LATA",
    sort: { key: "lata" },
    isMuted: true,
    isOptional: true,
    isWideOnly: true,
    exports: { lata: ({ lata }) => lata },
  },
  tollFree: {
    label: "Toll-free",
    isShown: false,
    exports: { toll_free: ({ isTollFree }) => (isTollFree ? "yes" : "no") },
  },
  owned: {
    label: "Owned",
    isOptional: true,
    isWideOnly: true,
    exports: {
      owned_at: ({ services }) =>
        services
          .filter(({ ownership }) => ownership === "owned")
          .map(({ carrierLabel }) => carrierLabel)
          .join("; "),
      ...exportAge("owned_checked_at", "ownership"),
    },
  },
  sms: { label: "SMS", isOptional: true, isWideOnly: true, exports: exportFact("sms", "smsState") },
  import: { label: "Import", isOptional: true, isWideOnly: true, exports: exportFact("import", "importState") },
  registration: {
    label: "Registration",
    isOptional: true,
    isWideOnly: true,
    exports: exportFact("registration", "registrationState"),
  },
  application: { label: "Application", isShown: false, exports: exportFact("application", "applicationId") },
  campaign: { label: "Campaign", isOptional: true, isWideOnly: true, exports: exportFact("campaign", "campaignId") },
  webhook: { label: "Webhook", isShown: false, exports: exportFact("webhook", "webhookUrl") },
  route: { label: "Route", isShown: false, exports: exportFact("route", "route") },
  readiness: { label: "Next step", isWideOnly: true },
  inbound: { label: "Last inbound", sort: { key: "inbound", first: "descending" }, isMuted: true, isWideOnly: true },
  freshness: { label: "Read", align: "right", isWideOnly: true },
  standing: { label: "Standing", isShown: false, exports: { standing: ({ standing }) => standing } },
  added: {
    label: "Added",
    sort: { key: "added", first: "descending" },
    align: "right",
    isMuted: true,
    isOptional: true,
    isWideOnly: true,
    exports: { added: ({ addedAt }, spellTime) => spellTime(addedAt) },
  },
});
