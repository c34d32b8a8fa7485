import { SILENT_AFTER_DAYS, type InboundFilter } from "@/lib/domain/message-state";
import type { ImportState, Ownership, RegistrationState, SmsState, Standing } from "@/lib/domain/service-state";

/** The words of the filters, per state. */
export const SMS_WORDS = {
  provisioned: "On",
  none: "Off",
  "not-found": "Off or not ours",
  requested: "Requested",
  provisioning: "Provisioning",
  derequested: "Off requested",
  deprovisioning: "Switching off",
  error: "Error",
  unknown: "Unknown",
} as const satisfies Record<SmsState | "unknown", string>;

export const IMPORT_WORDS = {
  imported: "Imported",
  requested: "Requested",
  failed: "Failed",
  none: "Not imported",
  unknown: "Unknown",
} as const satisfies Record<ImportState | "unknown", string>;

export const REGISTRATION_WORDS = {
  registered: "Registered",
  none: "Not registered",
  unknown: "Unknown",
} as const satisfies Record<RegistrationState | "unknown", string>;

export const OWNERSHIP_WORDS = {
  owned: "Owned",
  gone: "Gone",
  unknown: "Unknown",
} as const satisfies Record<Ownership, string>;

/** Which numbers a list shows; without a choice, ours and pending ones. */
export const STANDING_WORDS = {
  ours: "Ours only",
  pending: "Pending only",
  mentioned: "Mentioned only",
  all: "Ours, pending and mentioned",
} as const satisfies Record<Standing | "all", string>;

export const toOptions = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export const INBOUND_WORDS = {
  never: "Registered, never received",
  silent: `Silent for ${SILENT_AFTER_DAYS} days`,
  "silent-30": "Silent for 30 days",
  "silent-90": "Silent for 90 days",
  live: `Received within ${SILENT_AFTER_DAYS} days`,
} as const satisfies Record<InboundFilter, string>;
