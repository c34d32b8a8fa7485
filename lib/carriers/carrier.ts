import type { z } from "zod";
import type { CarrierMark } from "@/lib/domain/carrier-mark";
import type { Capability, OrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import type { UnrequestedEntry } from "./carrier-error";
import type { Callbacks, CampaignReads, Campaigns, Inventory, Messaging, MessagingReads } from "./capabilities";
import { guardCarrier } from "./guard-carrier";
import type { CarrierHttp, EndpointGroups } from "./http";

export { parseItems, requireDocumented, toUndocumented } from "./answer-form";
export { CarrierError, type CarrierFault, type UnrequestedEntry } from "./carrier-error";
export type * from "./capabilities";
export { markSecret } from "./redact";
export {
  isSwitchedOn,
  requireSettings,
  settingAddress,
  settingAddressOr,
  settingSwitch,
  settingText,
  trimSlashes,
} from "./setting-fields";

/** What a carrier's code means to a person. Never replaces the carrier's own words; stands beside them. */
export type ErrorDescription = {
  meaning: string;
  action: string;
  /** The same request may succeed by merely being sent again. */
  isRetryable: boolean;
  /** The carrier may have carried it out all the same: a reading settles it, never a second request. */
  mayHaveHappened: boolean;
};

/** What a write call said about one number. `accepted` waits for a reading; only the carrier's own confirming words give `confirmed`. */
export type WriteOutcome =
  | { type: "accepted"; message?: string; facts?: ServiceFacts; raw?: unknown }
  | { type: "confirmed"; message?: string; facts?: ServiceFacts; raw?: unknown }
  | { type: "failed"; code: string; message: string; isRetryable: boolean; facts?: ServiceFacts; raw?: unknown }
  /** The answer came, and leaves this number open: a reading has to settle it. */
  | { type: "unclear"; code?: string; message: string; raw?: unknown };

export type WriteAnswer = {
  /** In the answer, and not provided for by the contract: shown on the order. */
  unrequested?: readonly UnrequestedEntry[];
  /** The carrier's handle or label of what was written, where it gives one. */
  externalId?: string;
  outcomes: ReadonlyMap<PhoneNumber, WriteOutcome>;
  /** For every number that `outcomes` does not name. */
  rest: WriteOutcome;
};

/** Why we read: before the first write, after it was accepted, or because its answer was lost. */
export type ReadStep = "check" | "poll" | "settle";

/**
 * What a reading shows about one number, seen from the order's aim.
 * - `done`: the aim is reached, in a state that the contract lists.
 * - `working`: on its way.
 * - `opposite`: on its way elsewhere; wait.
 * - `absent`: the carrier shows that nothing has happened; writing (again) is safe.
 * - `unseen`: not there, which proves nothing yet.
 * - `refused`: ended without the aim; `message` has the carrier's words.
 * - `unclear`: an answer that the contract does not list.
 */
export type Finding = "done" | "working" | "opposite" | "absent" | "unseen" | "refused" | "unclear";

export type Reading = {
  number: PhoneNumber;
  finding: Finding;
  code?: string;
  message?: string;
  isRetryable?: boolean;
  facts?: ServiceFacts;
  raw?: unknown;
  /** The call that says so, where the readings of one request come from several. */
  callId?: string;
};

export type WriteInput = {
  numbers: readonly PhoneNumber[];
  reference: string;
  params: OrderParams;
  /** They were sent before, which may have had its effect after all. */
  isResend?: boolean;
};
export type ReadInput = {
  numbers: readonly PhoneNumber[];
  params: OrderParams;
  step: ReadStep;
  reference?: string;
  externalId?: string;
  /** All numbers of the write that is read about, those that are settled already included; absent: the same as `numbers`. */
  submitted?: readonly PhoneNumber[];
};
export type ReadAnswer = {
  readings: readonly Reading[];
  /** Learned while settling: the handle of the write whose answer was lost. */
  externalId?: string;
  /** In the answer, and not provided for by the contract: shown on the order. */
  unrequested?: readonly UnrequestedEntry[];
};

/** What an order of a kind needs besides its numbers; each program checks its own shape. */
export type OrderParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** What every part of the portal may know and read about one kind of order at one carrier. */
export type OrderReads = {
  /** The endpoint group whose allowance its writes use. */
  group: string;
  /** Most numbers that one write call takes. */
  writeSize: number;
  /** Most numbers that one reading takes when it asks by number; a dispatch of more than one number is read as a whole. */
  readSize: number;
  /** Read before the first write: skips what is already so and finds what is in progress. */
  requiresPrecheck: boolean;
  /** Seconds to wait before the nth reading after acceptance; the last one repeats. */
  pollDelays: readonly number[];
  /** Seconds after acceptance in which a reading that finds nothing is still "not yet". Afterwards the item is unknown. */
  maxWaitSeconds: number;
  /** How many readings in a row must show `absent` before a write whose answer was lost is sent again. */
  absentReadsToResend: number;
  /** After how many seconds in `accepted` the item counts as overdue (the stuck detector). */
  expectedWithin: number;
  /** The same for toll-free numbers, where they take longer. */
  expectedWithinTollFree?: number;
  params: z.ZodType<OrderParams>;
  read(input: ReadInput): Promise<ReadAnswer>;
};
/** How one kind of order is carried out at one carrier. The engine drives it; the carrier only speaks its wire. */
export type OrderProgram = OrderReads & { write(input: WriteInput): Promise<WriteAnswer> };

/** What verbs get of a carrier: nothing on it changes anything there. Methods throw only CarrierError. */
export type ReadableCarrier = {
  programs: Partial<Record<OrderKind, OrderReads>>;
  inventory?: Inventory;
  campaigns?: CampaignReads;
  messaging?: MessagingReads;
  callbacks?: Callbacks;
  /** Reads what the carrier knows of these numbers now (number page, look-up, drift). */
  readNumbers?: (numbers: readonly PhoneNumber[]) => Promise<readonly Reading[]>;
  /** Reads where messages to this number go; one call. */
  readWebhook?: (number: PhoneNumber) => Promise<Reading>;
  /** A cheap authenticated reading; resolves when the credentials and the carrier are well. */
  probe: () => Promise<void>;
};

/** The one shape that every carrier takes. What a carrier cannot do is absent. Only the engine may open one. */
export type Carrier = ReadableCarrier & {
  programs: Partial<Record<OrderKind, OrderProgram>>;
  campaigns?: Campaigns;
  messaging?: Messaging;
};

export type { Capability };

export type CarrierDefinition<S extends z.ZodType = z.ZodType> = {
  id: string;
  label: string;
  /** How it is recognized at a glance; without one, made from its label. */
  mark?: CarrierMark;
  /** Settings by environment name. Secret ones are listed in `secrets`; all of `credentials` empty means: simulated by the sandbox. */
  settings: S;
  secrets: readonly string[];
  /** Settings that hold the name that goes with a secret: hidden with it wherever the carrier repeats them. */
  userNames: readonly string[];
  credentials: readonly string[];
  endpointGroups: EndpointGroups;
  capabilities: readonly Capability[];
  /** Largest order that people may place per kind, and what a person should know before (from the contract). */
  notes?: Partial<Record<OrderKind, string>>;
  /** Looks the code up in the carrier's catalog. Null where the pair of code and text is not known: show both raw. */
  describeError(code: string, text: string): ErrorDescription | null;
  connect(settings: z.output<S>, http: CarrierHttp): Carrier;
};

/** Keeps the settings' type inside the definition, so that the registry can hold them all. */
export function defineCarrier<S extends z.ZodType>(definition: CarrierDefinition<S>) {
  return {
    ...definition,
    /** Throws a ZodError that names each missing or malformed setting. */
    open(settings: Readonly<Record<string, string | undefined>>, http: CarrierHttp): Carrier {
      const parsed = definition.settings.parse(settings);
      const listValues = (names: readonly string[]) => names.flatMap((name) => settings[name]?.trim() || []);
      http.redactor.addCredentials({
        secrets: listValues(definition.secrets),
        userNames: listValues(definition.userNames),
      });
      return guardCarrier(definition.connect(parsed, http), http.redactor);
    },
  };
}
export type RegisteredCarrier = ReturnType<typeof defineCarrier>;
