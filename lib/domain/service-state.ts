/**
 * SMS at a carrier, in IntelePeer's terms. `none`: the carrier knows the number and reports no SMS state. `not-found`:
 * IntelePeer's 404, which does not tell a number that is off from one that is not ours.
 */
export const SMS_STATES = [
  "none",
  "not-found",
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

/** `ours`: a carrier reading shows that we have the number. `pending`: in an open order. `mentioned`: only typed once. */
export const STANDINGS = ["ours", "pending", "mentioned"] as const;
export type Standing = (typeof STANDINGS)[number];

/** What a carrier reported about one number: only the fields in its response. `null` means that it reported no value. */
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
export const SERVICE_FIELDS = [
  "ownership",
  "smsState",
  "importState",
  "registrationState",
  "applicationId",
  "campaignId",
  "webhookUrl",
  "route",
] as const satisfies ServiceField[];
export const isServiceField = (text: string): text is ServiceField =>
  (SERVICE_FIELDS as readonly string[]).includes(text);

/** One value of a number at one carrier account, with its own age and evidence. Instants are ISO 8601. */
export type Fact = {
  /** Null: the carrier reported no value. */
  value: string | null;
  /** The part of the carrier's response that shows it, as written by the carrier. */
  raw: string | null;
  /** When this fact itself, not just the account, was last read. */
  checkedAt: string;
  changedAt: string;
  /** The carrier call that read it. */
  callId: string | null;
};
/** A facet that was never read is absent. */
export type Facts = Partial<Record<ServiceField, Fact>>;

/** How certain a state is; decides its color. Only `good` means success, and only a carrier's report can make it so. */
export type Tone = "good" | "pending" | "bad" | "unknown" | "neutral";
