import "server-only";
import type { Capability } from "@/lib/carriers/carrier";
import { listCarriers } from "@/lib/carriers/registry";
import { type InboundFilter, readInboundDays } from "@/lib/domain/message-state";
import { OWNERSHIPS } from "@/lib/domain/service-state";
import { readNumberSearch, type NumberFilter } from "./number-query";

export type SqlValues = unknown[];
/** Adds a value to the statement and gives its placeholder. */
export const bind = (values: SqlValues, value: unknown) => `$${values.push(value)}`;

/** A condition on the number itself. Every index ends in the number, so it narrows each of them. */
export type Bound = (values: SqlValues, e164: string) => string;

/** A condition on columns of `number`; one with an index can give candidates in the order of numbers. */
export type NumberPart = { on: "number"; isIndexed: boolean; write: (values: SqlValues, alias: string) => string };
/** A state that one of the carriers must have for the number: an index per carrier and value gives candidates. */
export type ServicePart = { on: "service"; column: string; wanted: readonly string[]; carriers: readonly string[] };
export type FilterPart = NumberPart | ServicePart;

/** What the filter asks for, part by part. A state counts at the chosen carrier where that one has such states, else at all that have. */
export function listFilterParts(filter: NumberFilter): { bounds: Bound[]; parts: FilterPart[] } {
  const bounds: Bound[] = [];
  const parts: FilterPart[] = [];
  if (filter.npa !== undefined) bounds.push(boundByPrefix(filter.npa));
  if (filter.q !== undefined) addSearch(filter.q, bounds, parts);
  // One index has both: a rate center is looked for in its state.
  const place = { state: filter.state, rate_center: filter.rateCenter };
  if (place.state !== undefined || place.rate_center !== undefined) parts.push(columnsPart(place));
  if (filter.lata !== undefined) parts.push(columnsPart({ lata: filter.lata }));
  if (filter.inbound !== undefined) parts.push(inboundPart(filter.inbound));
  if (filter.tollFree !== undefined) parts.push(tollFreePart(filter.tollFree === "yes"));

  const services: ServicePart[] = [];
  const add = (column: string, value: string | undefined, capability: Capability) => {
    if (value !== undefined)
      services.push({ on: "service", column, wanted: [value], carriers: chooseCarriers(capability, filter.carrier) });
  };
  add("sms_state", filter.sms, "sms-enable");
  add("import_state", filter.import, "import");
  add("registration_state", filter.registration, "register");
  // Where nothing has come in, only a number that could have received something is of interest.
  if (filter.inbound === "never" && filter.registration === undefined)
    add("registration_state", "registered", "register");
  add("ownership", filter.ownership, "inventory");
  add("campaign_id", filter.campaign, "campaign-assign");
  const { carrier } = filter;
  // A state at the carrier says already that the carrier has the number.
  if (carrier !== undefined && !services.some(({ carriers }) => carriers.length === 1 && carriers[0] === carrier))
    services.push({ on: "service", column: "ownership", wanted: OWNERSHIPS, carriers: [carrier] });
  return { bounds, parts: [...parts, ...services] };
}

function chooseCarriers(capability: Capability, chosen: string | undefined): string[] {
  const capable = listCarriers()
    .filter((carrier) => carrier.capabilities.includes(capability))
    .map((carrier) => carrier.id);
  return chosen !== undefined && capable.includes(chosen) ? [chosen] : capable;
}

function columnsPart(wanted: Record<string, string | undefined>): NumberPart {
  return {
    on: "number",
    isIndexed: true,
    write: (values, alias) =>
      Object.entries(wanted)
        .flatMap(([column, value]) => (value === undefined ? [] : [`${alias}.${column} = ${bind(values, value)}`]))
        .join(" AND "),
  };
}

const tollFreePart = (isTollFree: boolean): NumberPart => ({
  on: "number",
  isIndexed: isTollFree,
  write: (_, alias) => (isTollFree ? `${alias}.is_toll_free` : `NOT ${alias}.is_toll_free`),
});

/** The instant is bound, not written: what is indexed is that there was one. */
const inboundPart = (filter: InboundFilter): NumberPart => ({
  on: "number",
  isIndexed: filter !== "never",
  write: (values, alias) => {
    if (filter === "never") return `${alias}.inbound_at IS NULL`;
    const since = bind(values, new Date(Date.now() - readInboundDays(filter) * 86_400_000));
    return `${alias}.inbound_at IS NOT NULL AND ${alias}.inbound_at ${filter === "live" ? ">=" : "<"} ${since}::timestamptz`;
  },
});

const boundByPrefix =
  (digits: string): Bound =>
  (values, e164) =>
    // ":" follows "9": the first text behind all that begin so.
    `${e164} >= ${bind(values, `+1${digits}`)} AND ${e164} < ${bind(values, `+1${digits}:`)}`;

function addSearch(typed: string, bounds: Bound[], parts: FilterPart[]): void {
  const search = readNumberSearch(typed);
  switch (search.by) {
    case "nothing":
      return void bounds.push(() => "false");
    case "exact":
      return void bounds.push((values, e164) => `${e164} = ${bind(values, `+1${search.digits}`)}`);
    case "prefix":
      return void bounds.push(boundByPrefix(search.digits));
    case "lastFour":
      return void parts.push({
        on: "number",
        isIndexed: true,
        write: (values, alias) => `right(${alias}.e164, 4) = ${bind(values, search.digits)}`,
      });
  }
}
