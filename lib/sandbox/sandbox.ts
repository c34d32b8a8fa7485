import { type z } from "zod";
import { type Clock } from "./core/clock";
import { type Delivery, type DeliveryAttempt } from "./core/deliver-callback";
import { type SimulatedApi } from "./core/exchange";
import { type FaultKind } from "./core/fault-kind";
import { type Shape, type Values } from "./core/fields";
import { type StateModule } from "./core/journal";
import { type Outcome, type OutcomeChoice } from "./core/outcomes";

/** Parts of the settings by name, each with the title of its form. */
export type Sections = Readonly<Record<string, { title: string; fields: Shape }>>;
export type SettingsOf<S extends Sections> = { [K in keyof S]: Values<S[K]["fields"]> };

/** What the core gives to a simulated carrier. */
export interface SandboxWorld<S> {
  /** The settings in force, by section. */
  readonly settings: S;
  readonly clock: Clock;
  /** The outcome set for a number (ten digits) or a campaign, or null. */
  outcomeOf(key: string): Outcome | null;
  /** Keeps a memory across restarts; the returned function commits its events. Once per memory, at the start. */
  remember<E, D>(memory: StateModule<E, D>): (event: E) => void;
  deliver(delivery: Delivery): Promise<DeliveryAttempt>;
}

/** A message to one of the account's numbers. `to` is ten digits, `from` E.164; the same `id` twice is a duplicate. */
export interface InboundSms {
  to: string;
  from: string;
  text: string;
  id?: string;
  duplicates: number;
  delayMs: number;
}

/** A change that the carrier, or somebody else, makes to numbers: nobody has requested it. */
export interface ChangeKind {
  value: string;
  label: string;
  meaning: string;
  fields: Shape;
}
/** `numbers` are ten digits; `values` are those of the kind's fields. */
export interface UnrequestedChange {
  value: string;
  numbers: string[];
  values: Readonly<Record<string, string | undefined>>;
}

/** A running simulated carrier. What it cannot do is absent. */
export interface Simulation<Seed = unknown> {
  apis: readonly SimulatedApi[];
  /** Makes things known that no request has made; nothing of it enters the ledger. */
  seed(input: Seed): void;
  /** Makes one of the definition's changes; nothing of it enters the ledger. */
  change?(change: UnrequestedChange): void;
  /** Carries out what the clock has made due. */
  settle?(): void;
  expireTokens?(): void;
  /** The tokens that are accepted. */
  listTokens?(): string[];
  /** Null when no address is registered for the number. */
  deliverInbound?(sms: InboundSms): Promise<DeliveryAttempt[] | null>;
}

/** All that there is to say about one simulated carrier; its admin forms follow from it. */
export interface SandboxDefinition<
  Id extends string = string,
  S extends Sections = Sections,
  Urls extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
  Limits extends Shape = Shape,
  Credentials = unknown,
  Seed extends z.ZodType = z.ZodType,
> {
  /** The id of the carrier that it simulates. */
  id: Id;
  label: string;
  /** Paths of its APIs on the sandbox's server, by names that are unique among all carriers. */
  urls: Urls;
  /** Fixed and public on purpose: they protect only a server on loopback. */
  credentials: Credentials;
  /** What of them a faulty answer repeats. */
  echoed: { userNames: readonly string[]; secrets: readonly string[] };
  /** The variables that a person would set to use the sandbox as if it were the carrier. */
  accountSettings(urls: { [K in keyof Urls]: string }): Readonly<Record<string, string>>;
  settings: S;
  /** Rate limits by names that are unique among all carriers. */
  limits: Limits;
  /** What a fault rule can be bound to: endpoint patterns and their labels. */
  endpoints: Readonly<Record<string, string>>;
  /** Names of the error forms that a fault of the kind `status` can ask for. */
  envelopes: readonly string[];
  outcomes: readonly OutcomeChoice[];
  /** What may happen to numbers without a request. */
  changes?: readonly ChangeKind[];
  /** Faults of this carrier's wire alone. */
  faults?: readonly FaultKind[];
  /** Kinds of effects that may happen only once under one reference. */
  oncePerReference: readonly string[];
  seed: Seed;
  simulate(world: SandboxWorld<SettingsOf<S>>): Simulation<z.output<Seed>>;
}

/** Keeps the types of the parts, from which the registry derives those of all settings and addresses. */
export const defineSandbox = <
  const Id extends string,
  const S extends Sections,
  const Urls extends Readonly<Record<string, string>>,
  const Limits extends Shape,
  const Credentials,
  Seed extends z.ZodType,
>(
  definition: SandboxDefinition<Id, S, Urls, Limits, Credentials, Seed>,
) => definition;
