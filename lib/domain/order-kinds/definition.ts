import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { PreflightNote, PreflightOutcome, PreflightVerdict } from "@/lib/domain/preflight";
import type { ReadinessStepId } from "@/lib/domain/readiness-step";
import type { ImportState, Ownership, RegistrationState, SmsState } from "@/lib/domain/service-state";

export type OrderRef<Kind extends string = string> = { id: string; ref: string; kind: Kind };

/** What is recorded about one number at one account. Null: the carrier was never asked. */
export type KnownNumber<Kind extends string = string> = {
  smsState: SmsState | "unknown" | null;
  importState: ImportState | "unknown" | null;
  registrationState: RegistrationState | "unknown" | null;
  campaignId: string | null;
  webhookUrl: string | null;
  route: string | null;
  ownership: Ownership;
  openOrders: readonly OrderRef<Kind>[];
};

type Params = Readonly<Record<string, unknown>>;
export type AssessInput = { number: PhoneNumber; known: KnownNumber; carrier: string; params: Params };
/** `order`: the open one that the verdict speaks of. */
export type Assessment = { verdict: PreflightVerdict; order?: OrderRef };

/** Decides from what is recorded what an order will do to one number, and what else a person should know first. */
type Preview = {
  assess: (input: AssessInput) => Assessment;
  /** Counted over the numbers for which `applies` holds. */
  note?: { code: string; message: (carrier: string) => string; applies: (input: AssessInput) => boolean };
};

/** A number at an account, as its page shows it; `service` is null where the carrier has reported nothing. */
export type ReportedNumber = {
  carrierLabel: string;
  service: Pick<KnownNumber, "smsState" | "importState" | "registrationState" | "ownership"> | null;
};

/** Everything that screens, filters, exports, audit and verbs need to know about one kind of order. */
export type OrderKindDefinition<Kind extends string = string> = {
  /** The name, in tables, filters, exports and the audit. */
  label: string;
  /** What the order does, up to a count: "Turn SMS on for" 12 numbers. */
  verb: string;
  /** The same for one number that the screen names already: "Turn SMS on". */
  action: string;
  /** What the person should know before confirming. */
  consequences: string;
  isDangerous: boolean;
  isCharged: boolean;
  /** The kind that takes it back. */
  inverse: Kind | null;
  /** Kinds whose open orders for the same number must settle first. */
  rivals: readonly Kind[];
  /** The readiness step that it completes (`isForward`) or takes back. */
  step: { id: ReadinessStepId; isForward: boolean } | null;
  /** Which verb places it: the general one, or its own, which checks more first. */
  placedBy: "order" | "cart" | "campaign";
  /** The form that takes numbers for it, and the name under which that form keeps its draft. */
  form: { path: string; draft: "sms" | "import" | "assign" } | null;
  preview: Preview | null;
  /** Offered on a number's page. `refuse` says why it cannot be ordered now; `warn` what is uncertain. */
  numberPage: {
    refuse: (number: ReportedNumber) => string | null;
    warn?: (number: ReportedNumber) => string | null;
  } | null;
  /** Explains the outcomes on the order's page. `keepsNotes`: also after everything was confirmed. */
  outcomeNote: string | null;
  keepsNotes: boolean;
  /** What the order's page shows besides the numbers. */
  detail: "import-progress" | "routes" | null;
  /** An order of `kind` follows for the confirmed numbers where `param` is set; it goes on as `as`. */
  followUp: { param: string; kind: Kind; as: string } | null;
  /** Forms to which the confirmed numbers can be sent on. */
  nextKinds: readonly Kind[];
  /** Takes room in the campaign named by the parameter `campaignId`. */
  takesCampaignRoom: boolean;
  /** The carrier reports to our callback address because of it. */
  usesCallbacks: boolean;
};

const DEFAULTS = {
  isDangerous: false,
  isCharged: false,
  inverse: null,
  step: null,
  placedBy: "order",
  form: null,
  preview: null,
  numberPage: null,
  outcomeNote: null,
  keepsNotes: false,
  detail: null,
  followUp: null,
  nextKinds: [],
  takesCampaignRoom: false,
  usesCallbacks: false,
} as const satisfies Partial<OrderKindDefinition>;
type Defaults = typeof DEFAULTS;

type OptionalFields = { [Field in keyof Defaults]?: OrderKindDefinition[Field] };

/** One kind of order. Labels, consequences and rivals are required; every other field defaults to "no". */
export const defineOrderKind = <const D extends Omit<OrderKindDefinition, keyof Defaults> & OptionalFields>(
  definition: D & Record<Exclude<keyof D, keyof OrderKindDefinition>, never>,
): Omit<Defaults, keyof D> & D => ({ ...DEFAULTS, ...(definition as D) });

const toVerdict =
  (outcome: PreflightOutcome, isIncluded: boolean) =>
  (code: string, title: string, explanation: string): Assessment => ({
    verdict: { outcome, code, title, explanation, isIncluded },
  });

/** Verdicts of a preview. `maybe` and `unclear` are both unknown: the first is part of the order, the second is not. */
export const willChange = toVerdict("change", true);
export const noChange = toVerdict("same", false);
export const willFail = toVerdict("fail", false);
export const maybe = toVerdict("unknown", true);
export const unclear = toVerdict("unknown", false);

export const refuseGone = ({ known, carrier }: AssessInput): Assessment | null =>
  known.ownership === "gone"
    ? willFail("gone", "No longer yours", `${carrier} no longer lists these in this account.`)
    : null;

/** The notes of a preview, empty where they apply to no number. */
export function countNote({ note }: Preview, inputs: readonly AssessInput[]): PreflightNote[] {
  if (!note) return [];
  const found = inputs.filter(note.applies);
  const [first] = found;
  return first ? [{ code: note.code, message: note.message(first.carrier), count: found.length }] : [];
}
