import type { CustomerSummary } from "./customer-counts";
import type { DriftKind } from "./drift";
import type { Tone } from "./service-state";

export type HomeCaseKind =
  | "carrier-down"
  | "refused"
  | "unknown"
  | "overdue"
  | "double-claim"
  | DriftKind
  | "campaign-ended"
  | "campaign-full"
  | "silent"
  | "quarantine"
  | "cart";

/** Something that needs a person: what, how many, why, and where to go. Cases without a count are not made. */
export type HomeCase = {
  kind: HomeCaseKind;
  tone: Tone;
  /** `12 numbers lost SMS`, without the count. */
  text: string;
  count: number;
  /** There are more than `count`. */
  isAtLeast?: boolean;
  /** Short; null where there is nothing more to say. */
  cause: string | null;
  /** Absent: no number has a customer. */
  owners?: CustomerSummary;
  href: string;
  /** The label of its button. */
  action: string;
};

/** One hour of an account's calls. `refused`: 403 and 429; `failed`: no response, or 5xx. Latency in milliseconds, null without calls. */
export type StripHour = { at: string; calls: number; refused: number; failed: number; latency: number | null };

/** An account's last 24 hours, oldest hour first. `holds`: when its breaker opened, ISO 8601. */
export type CarrierStrip = { accountId: string; hours: StripHour[]; holds: string[] };

/** Something that is under way, with how far it is. */
export type RunningWork = {
  id: string;
  href: string;
  title: string;
  note: string;
  done: number;
  /** Null: not known. */
  total: number | null;
};
