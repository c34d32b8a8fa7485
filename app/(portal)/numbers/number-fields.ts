import type { FilterField } from "@/components/data-table/filter-builder";
import { US_STATES } from "@/lib/domain/geography";
import { labelInbound, STANDING_LABELS, STATES, toOptions } from "@/lib/domain/labels";

/** What the list can be filtered by, in the order of the picker. */
export const listNumberFields = (
  carriers: readonly { id: string; label: string }[],
  silentDays: number,
): FilterField[] => [
  { name: "carrier", label: "Carrier", options: carriers.map(({ id, label }) => ({ value: id, label })) },
  { name: "sms", label: "SMS", options: toOptions(STATES.sms) },
  { name: "campaign", label: "Campaign", hint: "The campaign's ID" },
  { name: "customer", label: "Customer", picker: "customer" },
  { name: "tag", label: "Tag", picker: "tag" },
  { name: "registration", label: "Registration", options: toOptions(STATES.registration) },
  { name: "import", label: "Import", options: toOptions(STATES.import) },
  { name: "ownership", label: "Ownership", options: toOptions(STATES.ownership) },
  { name: "inbound", label: "Inbound", options: toOptions(labelInbound(silentDays)) },
  { name: "state", label: "State", options: US_STATES.map(({ code, name }) => ({ value: code, label: name })) },
  { name: "npa", label: "Area code", hint: "3 digits", inputMode: "numeric" },
  { name: "rateCenter", label: "Rate center", hint: "The whole name" },
  { name: "lata", label: "LATA", hint: "3 digits", inputMode: "numeric" },
  {
    name: "tollFree",
    label: "Toll-free",
    options: [
      { value: "yes", label: "Toll-free" },
      { value: "no", label: "Not toll-free" },
    ],
  },
  { name: "doubleClaim", label: "Double claim", options: [{ value: "yes", label: "Through two carriers at once" }] },
  { name: "known", label: "Shown", options: toOptions(STANDING_LABELS) },
];
