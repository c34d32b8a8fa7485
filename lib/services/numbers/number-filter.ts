import "server-only";
import type { Capability } from "@/lib/carriers/carrier";
import { listCarriers } from "@/lib/carriers/registry";
import { type InboundFilter, readInboundDays } from "@/lib/domain/message-state";
import { OWNERSHIPS, type ServiceField } from "@/lib/domain/service-state";
import { readNumberSearch, type NumberFilter } from "./number-query";
import { DOUBLE_CLAIM, INBOUND, nameState, type StateDemand, TOLL_FREE } from "./state-sets";

export type SqlValues = unknown[];
/** Adds a value to the statement and gives its placeholder. */
export const bind = (values: SqlValues, value: unknown) => `$${values.push(value)}`;

/** A condition on a row of `number`. */
export type Condition = (values: SqlValues, alias: string) => string;
/** A statement that gives the `e164` of a small set of numbers, from an index of its own. */
export type NamedSet = (values: SqlValues) => string;
export type Place = { state?: string; rateCenter?: string; lata?: string };

export type NumberConditions = {
  /** What the numbers' combinations of states have to meet. */
  demands: StateDemand[];
  place: Place;
  /** Ranges of numbers. */
  ranges: Condition[];
  /** When the last message came in. */
  inbound: Condition[];
  named: NamedSet[];
};

/** What the filter asks for. A state counts at the chosen carrier where that one has such states, else at all that have. */
export function listConditions(filter: NumberFilter): NumberConditions {
  const demands: StateDemand[] = [...demandStanding(filter)];
  const ranges: Condition[] = [];
  const inbound: Condition[] = [];
  const named: NamedSet[] = [];
  const { state, rateCenter, lata, carrier } = filter;
  if (filter.npa !== undefined) ranges.push(beginsWith(filter.npa));
  if (filter.q !== undefined) addSearch(filter.q, ranges, named);
  if (carrier !== undefined) demands.push({ any: [carrier] });
  const add = (field: ServiceField, value: string | undefined, capability: Capability) => {
    if (value !== undefined)
      demands.push({ any: chooseCarriers(capability, carrier).map((id) => nameState(id, field, value)) });
  };
  add("smsState", filter.sms, "sms-enable");
  add("importState", filter.import, "import");
  add("registrationState", filter.registration, "register");
  if (filter.ownership === "unknown") demands.push(...demandNoOwnership(chooseCarriers("inventory", carrier)));
  else add("ownership", filter.ownership, "inventory");
  if (filter.tollFree !== undefined)
    demands.push(filter.tollFree === "yes" ? { any: [TOLL_FREE] } : { not: [TOLL_FREE] });
  if (filter.doubleClaim !== undefined) demands.push({ any: [DOUBLE_CLAIM] });
  if (filter.inbound === "never") {
    demands.push({ not: [INBOUND] });
    // Where nothing has come in, only a number that could have received something is of interest.
    if (filter.registration === undefined) add("registrationState", "registered", "register");
  } else if (filter.inbound !== undefined) {
    demands.push({ any: [INBOUND] });
    inbound.push(cameIn(filter.inbound));
  }
  if (filter.campaign !== undefined)
    named.push(inCampaign(filter.campaign, chooseCarriers("campaign-assign", carrier)));
  return { demands, place: { state, rateCenter, lata }, ranges, inbound, named };
}

/**
 * Numbers that somebody merely typed once are shown where they are asked for: by the filter, by the whole number, or as those that a
 * carrier no longer lists.
 */
function demandStanding({ known, q, ownership }: NumberFilter): StateDemand[] {
  if (known === "all") return [];
  if (known !== undefined) return [{ any: [known] }];
  const isOne = q !== undefined && readNumberSearch(q).by === "exact";
  return isOne || ownership === "gone" ? [] : [{ not: ["mentioned"] }];
}

/** The carrier has spoken of the number, and not of whose it is. */
const demandNoOwnership = (carriers: readonly string[]): StateDemand[] => [
  { any: carriers },
  {
    not: carriers.flatMap((id) =>
      OWNERSHIPS.filter((value) => value !== "unknown").map((value) => nameState(id, "ownership", value)),
    ),
  },
];

function chooseCarriers(capability: Capability, chosen: string | undefined): string[] {
  const capable = listCarriers()
    .filter((carrier) => carrier.capabilities.includes(capability))
    .map((carrier) => carrier.id);
  return chosen !== undefined && capable.includes(chosen) ? [chosen] : capable;
}

/** The predicate of the index, word for word. */
export const IS_CAMPAIGN_FACT = `facet = 'campaignId' AND length(value) <= 200`;

const inCampaign =
  (campaignId: string, carriers: readonly string[]): NamedSet =>
  (values) =>
    `SELECT e164 FROM number_fact WHERE ${IS_CAMPAIGN_FACT} AND value = ${bind(values, campaignId)}
       AND carrier = ANY(${bind(values, carriers)}::text[])`;

/** The instant is bound, not written: what is indexed is that there was one. */
const cameIn =
  (filter: Exclude<InboundFilter, "never">): Condition =>
  (values, alias) => {
    const since = bind(values, new Date(Date.now() - readInboundDays(filter) * 86_400_000));
    return `${alias}.inbound_at IS NOT NULL AND ${alias}.inbound_at ${filter === "live" ? ">=" : "<"} ${since}::timestamptz`;
  };

const beginsWith =
  (digits: string): Condition =>
  (values, alias) =>
    // ":" follows "9": the first text behind all that begin so.
    `${alias}.e164 >= ${bind(values, `+1${digits}`)} AND ${alias}.e164 < ${bind(values, `+1${digits}:`)}`;

function addSearch(typed: string, ranges: Condition[], named: NamedSet[]): void {
  const search = readNumberSearch(typed);
  switch (search.by) {
    case "nothing":
      return void ranges.push(() => "false");
    case "exact":
      return void ranges.push((values, alias) => `${alias}.e164 = ${bind(values, `+1${search.digits}`)}`);
    case "prefix":
      return void ranges.push(beginsWith(search.digits));
    case "lastFour":
      return void named.push(
        (values) => `SELECT e164 FROM number WHERE right(e164, 4) = ${bind(values, search.digits)}`,
      );
  }
}
