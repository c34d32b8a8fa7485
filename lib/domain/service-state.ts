/** IntelePeer's words for SMS at a carrier, and `none` where the carrier knows nothing of it. */
export const SMS_STATES = [
  "none",
  "requested",
  "provisioning",
  "provisioned",
  "derequested",
  "deprovisioning",
  "error",
] as const;
export type SmsState = (typeof SMS_STATES)[number];

export const IMPORT_STATES = ["none", "requested", "imported", "failed"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const REGISTRATION_STATES = ["none", "registered"] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

export const OWNERSHIPS = ["owned", "gone", "unknown"] as const;
export type Ownership = (typeof OWNERSHIPS)[number];

/** What a carrier said about one number: only the fields that its answer spoke of. `null` means that it said "nothing there". */
export type ServiceFacts = {
  ownership?: Ownership;
  smsState?: SmsState | "unknown";
  importState?: ImportState | "unknown";
  registrationState?: RegistrationState | "unknown";
  applicationId?: string | null;
  campaignId?: string | null;
  webhookUrl?: string | null;
  route?: string | null;
};
export type ServiceField = keyof ServiceFacts;

/** How certain a state is, which decides its colour: only `good` is a success, and only a carrier's own word makes it so. */
export type Tone = "good" | "pending" | "bad" | "unknown" | "neutral";

export const SMS_TONES: Record<SmsState | "unknown", Tone> = {
  none: "neutral",
  requested: "pending",
  provisioning: "pending",
  provisioned: "good",
  derequested: "pending",
  deprovisioning: "pending",
  error: "bad",
  unknown: "unknown",
};
