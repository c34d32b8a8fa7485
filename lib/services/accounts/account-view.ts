import type { Capability } from "@/lib/carriers/carrier";
import type { CarrierPause } from "@/lib/domain/carrier-breaker";
import type { CarrierPace } from "@/lib/domain/carrier-pace";

/** One setting of a carrier account. A secret's value never leaves the server: `value` is null and `isSet` says whether there is one. */
export type SettingView = { name: string; isSecret: boolean; isSet: boolean; value: string | null };

/** Calls per second and burst in one endpoint group; `isOwn` where the account departs from the carrier's default. */
export type RateView = {
  group: string;
  label: string;
  perSecond: number;
  burst: number;
  isOwn: boolean;
  defaultPerSecond: number;
  defaultBurst: number;
  /** What is used of it now. */
  pace: CarrierPace;
};

export type AccountHealth = {
  lastCallAt: string | null;
  lastStatus: number | null;
  lastFault: string | null;
  blockedUntil: string | null;
  blockedMessage: string | null;
};

export type AccountDetail = {
  id: string;
  carrierId: string;
  carrierLabel: string;
  label: string;
  mode: "live" | "sandbox";
  /** `environment`: rewritten from the start's settings at each start; `portal`: kept as it was saved here. */
  origin: "environment" | "portal";
  isEnabled: boolean;
  /** Off until a probe passes. */
  awaitsProbe: boolean;
  /** Why its last probe failed, in the carrier's words; null when it passed or was never made. */
  probeMessage: string | null;
  probedAt: string | null;
  capabilities: readonly Capability[];
  settings: readonly SettingView[];
  /** Why the stored credentials cannot be used, as a message; null when they can. */
  secretsFault: string | null;
  rates: readonly RateView[];
  callbackUrl: string;
  health: AccountHealth;
  /** Its breaker holds it back; null while all is well. */
  pause: CarrierPause | null;
  /** Sent back with a save, so that nobody overwrites what another has just changed. */
  updatedAt: string;
};

/** A carrier that accounts can be made for, with the settings it asks for. */
export type CarrierChoice = {
  id: string;
  label: string;
  capabilities: readonly Capability[];
  settings: readonly { name: string; isSecret: boolean }[];
};
