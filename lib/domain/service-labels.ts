import type {
  ImportState,
  Ownership,
  RegistrationState,
  ServiceField,
  SmsState,
  Standing,
  Tone,
} from "./service-state";

/** How a state is shown wherever it is shown: on badges, in filters, in counts. */
export type Look = { tone: Tone; label: string };

export const SMS_LOOKS = {
  provisioned: { tone: "good", label: "On" },
  none: { tone: "neutral", label: "No SMS state reported" },
  "not-found": { tone: "unknown", label: "Off or not ours" },
  requested: { tone: "pending", label: "Requested" },
  provisioning: { tone: "pending", label: "Provisioning" },
  derequested: { tone: "pending", label: "Off requested" },
  deprovisioning: { tone: "pending", label: "Switching off" },
  error: { tone: "bad", label: "Error" },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<SmsState | "unknown", Look>;

export const IMPORT_LOOKS = {
  imported: { tone: "good", label: "Imported" },
  requested: { tone: "pending", label: "Import requested" },
  failed: { tone: "bad", label: "Import failed" },
  none: { tone: "neutral", label: "Not imported" },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<ImportState | "unknown", Look>;

export const REGISTRATION_LOOKS = {
  registered: { tone: "good", label: "Registered" },
  none: { tone: "neutral", label: "Not registered" },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<RegistrationState | "unknown", Look>;

export const OWNERSHIP_LOOKS = {
  owned: { tone: "good", label: "Owned" },
  gone: { tone: "bad", label: "Gone" },
  unknown: { tone: "unknown", label: "Unknown" },
} as const satisfies Record<Ownership, Look>;

/** Which numbers a list shows; without a choice, ours and pending ones. */
export const STANDING_LABELS = {
  ours: "Ours only",
  pending: "Pending only",
  mentioned: "Mentioned only",
  all: "Mentioned too",
} as const satisfies Record<Standing | "all", string>;

/** What a carrier that does not list a number leaves open, in one sentence: whoever acts on it has to know. */
export const describeNotFound = (carrierLabel: string) =>
  `${carrierLabel} does not list it: SMS is off there, or the number is not ours.`;

/** The state of a facet where nothing around says which facet it is: “SMS: On”, “Imported”. */
export const nameWithFacet = (facet: string, label: string) =>
  facet === "SMS" || label === "Unknown" ? `${facet}: ${label}` : label;

const FACETS: Partial<Record<ServiceField, { name: string; looks: Readonly<Record<string, Look>> }>> = {
  smsState: { name: "SMS", looks: SMS_LOOKS },
  importState: { name: "Import", looks: IMPORT_LOOKS },
  registrationState: { name: "Registration", looks: REGISTRATION_LOOKS },
  ownership: { name: "Ownership", looks: OWNERSHIP_LOOKS },
};
const isField = (text: string): text is ServiceField => Object.hasOwn(FACETS, text);

/** The name of a facet and the words of its values; null for a facet whose values are the carrier's own texts. */
export function findFacet(field: string): { name: string; labelOf: (value: string) => string } | null {
  const found = isField(field) ? FACETS[field] : undefined;
  return found
    ? {
        name: found.name,
        labelOf: (value) => (Object.hasOwn(found.looks, value) ? found.looks[value]?.label : null) ?? value,
      }
    : null;
}
