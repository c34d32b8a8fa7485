import "server-only";
import type { Capability } from "@/lib/carriers/carrier";
import { listCarriers } from "@/lib/carriers/registry";
import { raw, sql, type SqlPart } from "@/lib/db/sql";
import { type InboundFilter, readInboundDays, SILENT_AFTER_DAYS } from "@/lib/domain/message-state";
import { NO_CUSTOMER } from "@/lib/domain/customer";
import { OWNERSHIPS, type ServiceField } from "@/lib/domain/service-state";
import { readNumberSearch, type NumberFilter } from "./number-query";
import { isUnableToText } from "@/lib/domain/number-states";
import { DOUBLE_CLAIM, DRIFTED, INBOUND, nameState, type StateDemand, TOLL_FREE } from "./state-sets";

/** Null: numbers without one. */
export type Place = { state?: string | null; rateCenter?: string; lata?: string | null; customerId?: string | null };

export type NumberConditions = {
  /** What the numbers' combinations of states have to meet. */
  demands: StateDemand[];
  /** Besides the demands, where those cannot say it. */
  isSetWanted?: (states: readonly string[]) => boolean;
  /** Some value of theirs is older than its limit. */
  isStale: boolean;
  place: Place;
  /** Ranges of numbers, as conditions on `number b`. */
  ranges: SqlPart[];
  /** Three to nine digits that each has somewhere. */
  digits: string | null;
  /** What else is asked of each, as conditions on `number b`. */
  checks: SqlPart[];
  /** Statements that give the `e164` of a small set of numbers, each from an index of its own. */
  named: SqlPart[];
  /** Ids or names, as the address has them. */
  labels: { customer?: string; tag?: string };
};

/** What the filter asks for. A state counts at the chosen carrier where that one has such states, else at all that have. */
export function listConditions(filter: NumberFilter): NumberConditions {
  const demands: StateDemand[] = [...demandStanding(filter)];
  const ranges: SqlPart[] = [];
  const checks: SqlPart[] = [];
  const named: SqlPart[] = [];
  const { state, rateCenter, lata, carrier } = filter;
  if (filter.npa !== undefined) ranges.push(beginsWith(filter.npa));
  const digits = filter.q === undefined ? null : addSearch(filter.q, ranges);
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
    checks.push(cameIn(filter.inbound));
  }
  if (filter.campaign !== undefined)
    named.push(inCampaign(filter.campaign, chooseCarriers("campaign-assign", carrier)));
  if (filter.view === "drifted") demands.push({ any: [DRIFTED] });
  return {
    demands,
    isSetWanted: filter.view === "cannot-text" ? isUnableToText : undefined,
    isStale: filter.view === "stale",
    place: { state, rateCenter, lata },
    ranges,
    digits,
    checks,
    named,
    labels: { customer: filter.customer, tag: filter.tag },
  };
}

/**
 * Numbers that somebody merely typed once are shown where they are asked for: by the filter, by the whole number, or as those that a
 * carrier no longer lists: one of the ways to drift.
 */
function demandStanding({ known, q, ownership, view, customer, tag }: NumberFilter): StateDemand[] {
  if (known === "all") return [];
  if (known !== undefined) return [{ any: [known] }];
  const isOne = q !== undefined && readNumberSearch(q).by === "exact";
  // A customer's page counts all of its numbers.
  const isLabeled = (customer !== undefined && customer !== NO_CUSTOMER) || tag !== undefined;
  return isOne || isLabeled || ownership === "gone" || view === "drifted" ? [] : [{ not: ["mentioned"] }];
}

/** The carrier has reported the number, and not its owner. */
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

const inCampaign = (campaignId: string, carriers: readonly string[]): SqlPart =>
  sql`SELECT e164 FROM number_fact WHERE ${raw(IS_CAMPAIGN_FACT)} AND value = ${campaignId} AND carrier = ANY(${carriers}::text[])`;

/** As `readSilence` reads it: days without a message. */
const SILENT_DAYS_SQL = raw(
  `(coalesce((SELECT (value ->> 'days')::int FROM setting WHERE key = 'messages.silence'), ${SILENT_AFTER_DAYS}))`,
);

/** The index holds the numbers that have an instant, whichever it is. */
function cameIn(filter: Exclude<InboundFilter, "never">): SqlPart {
  const days = readInboundDays(filter);
  const limit = days === null ? SILENT_DAYS_SQL : sql`${days}::int`;
  return sql`b.inbound_at IS NOT NULL AND b.inbound_at ${filter === "live" ? sql`>=` : sql`<`} now() - ${limit} * interval '1 day'`;
}

// ":" follows "9": the first text after all that begin so.
const beginsWith = (digits: string): SqlPart => sql`b.e164 >= ${`+1${digits}`} AND b.e164 < ${`+1${digits}:`}`;

/** Returns digits that an index of their own finds. */
function addSearch(typed: string, ranges: SqlPart[]): string | null {
  const search = readNumberSearch(typed);
  switch (search.by) {
    case "nothing":
      ranges.push(sql`false`);
      return null;
    case "exact":
      ranges.push(sql`b.e164 = ${`+1${search.digits}`}`);
      return null;
    case "prefix":
      ranges.push(beginsWith(search.digits));
      return null;
    case "digits":
      return search.digits;
  }
}
