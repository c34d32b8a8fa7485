import type { Capability } from "@/lib/carriers/carrier";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type {
  FactOrigin,
  MessageMarks,
  NumberService,
  OpenOrder,
  ReadinessStep,
  ReadinessSummary,
} from "@/lib/domain/readiness-step";
import type { Standing } from "@/lib/domain/service-state";
import type { CustomerName } from "@/lib/domain/customer";
import type { TagView } from "@/lib/domain/tag";
import type { Verdict } from "@/lib/domain/verdict";

/** What the screens show of numbers. Instants are ISO 8601 texts, so that all of it survives the wire unchanged. */

/** What one carrier account does for a number. A null state: this carrier has never reported it. */
export type ServiceView = NumberService & { accountLabel: string; isSandbox: boolean };

export type NumberRow = {
  number: PhoneNumber;
  state: string | null;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  isTollFree: boolean;
  addedAt: string;
  services: readonly ServiceView[];
  readiness: ReadinessSummary;
  /** Without who brought it about, which only the number's page reads. */
  verdict: Pick<Verdict, "outcome" | "isMoving" | "asOf" | "sentence" | "claims">;
  /** When the last message came in, to the minute. */
  lastInboundAt: string | null;
  standing: Standing;
  /** Messages go through two carriers at once. */
  isDoubleClaimed: boolean;
  /** Our own data, no carrier's. */
  customer: CustomerName | null;
  tags: readonly TagView[];
};

/** An order that has not settled this number yet. */
export type PendingItem = OpenOrder & {
  orderId: string;
  accountLabel: string;
  message: string | null;
  updatedAt: string;
  /** Its place in the order, where it waits for longer than expected; null: it is in time. */
  overdueSeq: number | null;
};

/** One account that could do something for the number; `service` is null while it has never reported it. */
export type AccountView = {
  id: string;
  name: string;
  carrierId: string;
  carrierLabel: string;
  isSandbox: boolean;
  isEnabled: boolean;
  capabilities: readonly Capability[];
  canRefresh: boolean;
  service: ServiceView | null;
};

/** Everything about a number that moves while one looks. */
export type NumberStatus = {
  number: PhoneNumber;
  /** False: Tandem has never seen this number. */
  isKnown: boolean;
  /** Null: Tandem has never seen it. */
  standing: Standing | null;
  /** Messages go through two carriers at once, as both of them report. */
  isDoubleClaimed: boolean;
  state: string | null;
  rateCenter: string | null;
  city: string | null;
  lata: string | null;
  isTollFree: boolean;
  addedAt: string | null;
  accounts: readonly AccountView[];
  pending: readonly PendingItem[];
  marks: MessageMarks;
  steps: readonly ReadinessStep[];
  verdict: Verdict;
  origins: readonly FactOrigin[];
  customer: CustomerName | null;
  tags: readonly TagView[];
  /** Changes whenever something worth showing has changed. */
  version: string;
};
