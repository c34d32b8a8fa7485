import type { ItemCounts, ItemState, OrderKind, OrderStatus, OrderSums } from "./order";
import type { PhoneNumber } from "./phone-number";

/** What the screens show of orders. Instants are ISO 8601 texts, so that all of it survives the wire unchanged. */

/** Codes of our own, where no carrier spoke: a person settled it, or took it back before it was sent; its answer could not be stored. */
export const BY_HAND = "by-hand";
export const CANCELLED = "cancelled";
export const NOT_STORED = "not-stored";

export const ORDER_CONTROLS = ["run", "paused", "cancelled"] as const;
export type OrderControl = (typeof ORDER_CONTROLS)[number];
export const ORDER_RELATIONS = ["retry", "register", "undo", "next"] as const;
export type OrderRelation = (typeof ORDER_RELATIONS)[number];

export type OrderRow = {
  id: string;
  ref: string;
  kind: OrderKind;
  carrierLabel: string;
  accountLabel: string;
  isSandbox: boolean;
  status: OrderStatus;
  control: OrderControl;
  sums: OrderSums;
  /** Numbers accepted by the carrier and not confirmed in the time that this usually takes. */
  overdue: number;
  personName: string | null;
  relation: OrderRelation | null;
  reason: string | null;
  createdAt: string;
  settledAt: string | null;
};

export type OrderLink = {
  id: string;
  ref: string;
  kind: OrderKind;
  relation: OrderRelation | null;
  status: OrderStatus;
  sums: OrderSums;
  createdAt: string;
};

/** One write call's intent: our reference, and the carrier's handle where it gave one. */
export type DispatchView = { reference: string; externalId: string | null; size: number; createdAt: string };

export type OrderHead = Omit<OrderRow, "overdue"> & {
  carrierId: string;
  accountId: string;
  counts: ItemCounts;
  params: Readonly<Record<string, string | number | boolean | null>>;
  submittedAt: string | null;
  firstSentAt: string | null;
  parent: OrderLink | null;
  children: readonly OrderLink[];
  /** The first few writes, where one write carries many numbers. */
  dispatches: readonly DispatchView[];
  /** What the carrier's contract says a person should know about such orders. */
  note: string | null;
  /** False while the account is switched off: nothing can be sent or read. */
  isAccountOpen: boolean;
  /** The kind that takes back what this order changed, where this account offers it. */
  inverse: OrderKind | null;
  /** The failed ones that may succeed if merely tried again. */
  retryable: number;
  /** How many such orders there were when this was read: the number of the next one. */
  retries: number;
  undos: number;
};

/** Numbers of one state that ended there for the same cause: the carrier's code and words, telephone numbers in the words left out. */
export type OutcomeGroup = {
  cause: string;
  state: ItemState;
  code: string | null;
  message: string | null;
  isRetryable: boolean;
  count: number;
  first: readonly PhoneNumber[];
  /** From the carrier's catalog; null where code and text are not in it: shown raw. */
  meaning: string | null;
  action: string | null;
};

/**
 * What the carrier's answer to an order holds and its contract does not provide for: a `number` that was never submitted, an `element` that no
 * page lists, or a `verdict` (the order's own status) that contradicts the rest.
 */
export const UNDOCUMENTED_KINDS = ["verdict", "element", "number"] as const;
export type UndocumentedKind = (typeof UNDOCUMENTED_KINDS)[number];
export type UndocumentedEntry = {
  kind: UndocumentedKind;
  spelling: string;
  message: string;
  callId: string | null;
  seenAt: string;
};
/** The first ones of each kind, in the order of the kinds; `counts` of all. */
export type UndocumentedEntries = {
  first: readonly UndocumentedEntry[];
  counts: Readonly<Partial<Record<UndocumentedKind, number>>>;
  count: number;
};

export type OrderItemRow = {
  seq: number;
  number: PhoneNumber;
  state: ItemState;
  attempt: number;
  code: string | null;
  message: string | null;
  isRetryable: boolean | null;
  reference: string | null;
  externalId: string | null;
  acceptedAt: string | null;
  settledAt: string | null;
  updatedAt: string;
};

/** One exchange with the carrier, redacted before it was stored. */
export type CallView = {
  id: string;
  method: string;
  url: string;
  status: number | null;
  fault: string | null;
  requestHeaders: Readonly<Record<string, string>>;
  requestBody: string | null;
  responseHeaders: Readonly<Record<string, string>> | null;
  responseBody: string | null;
  reference: string | null;
  startedAt: string;
  durationMs: number;
};

/** What happened to one number in one order: for the number's own page. */
export type OrderOfNumber = {
  orderId: string;
  ref: string;
  kind: OrderKind;
  carrierLabel: string;
  accountLabel: string;
  orderStatus: OrderStatus;
  seq: number;
  state: ItemState;
  code: string | null;
  message: string | null;
  createdAt: string;
  updatedAt: string;
};

/** What a child order left out, and why. */
export type LeftOut = { number: PhoneNumber; why: string };
export type PlacedChild = {
  orderId: string;
  ref: string;
  isExisting: boolean;
  count: number;
  leftOut: readonly LeftOut[];
  leftOutCount: number;
};
