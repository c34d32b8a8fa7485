import "server-only";
import type { Capability } from "@/lib/carriers/carrier";
import { listCarriers } from "@/lib/carriers/registry";
import { OWNERSHIPS } from "@/lib/domain/service-state";
import { readNumberSearch, type NumberFilter } from "./number-query";

export type SqlValues = unknown[];
/** Adds a value to the statement and gives its placeholder. */
export const bind = (values: SqlValues, value: unknown) => `$${values.push(value)}`;

/** A set of numbers that an index holds in the order of numbers. */
type Branch = { table: "number" | "number_service"; where: string };

/**
 * One condition of the table. `probe` asks it of a single row `n` of `number`; `branches` list all numbers that meet it, each from one
 * index (null: the condition can only be asked).
 */
export type FilterPart = {
  probe: (values: SqlValues) => string;
  branches: ((values: SqlValues) => readonly Branch[]) | null;
};

/** What the filter asks for, part by part. A state counts at the chosen carrier where that one has such states, else at all that have. */
export function listFilterParts(filter: NumberFilter): FilterPart[] {
  const parts: FilterPart[] = [];
  if (filter.q !== undefined) parts.push(searchPart(filter.q));
  if (filter.npa !== undefined) parts.push(prefixPart(filter.npa));
  if (filter.state !== undefined) parts.push(columnPart("state", filter.state));
  if (filter.rateCenter !== undefined) parts.push(columnPart("rate_center", filter.rateCenter));
  if (filter.lata !== undefined) parts.push(columnPart("lata", filter.lata));
  if (filter.tollFree === "yes") parts.push(plainPart("is_toll_free"));
  if (filter.tollFree === "no") parts.push({ probe: () => "NOT n.is_toll_free", branches: null });

  const add = (column: string, value: string | undefined, capability: Capability) => {
    if (value !== undefined) parts.push(servicePart(column, [value], chooseCarriers(capability, filter.carrier)));
  };
  add("sms_state", filter.sms, "sms-enable");
  add("import_state", filter.import, "import");
  add("registration_state", filter.registration, "register");
  add("ownership", filter.ownership, "inventory");
  if (filter.campaign !== undefined) parts.push(campaignPart(filter.campaign, filter.carrier));
  if (filter.carrier !== undefined) parts.push(servicePart("ownership", OWNERSHIPS, [filter.carrier]));
  return parts;
}

function chooseCarriers(capability: Capability, chosen: string | undefined): string[] {
  const capable = listCarriers()
    .filter((carrier) => carrier.capabilities.includes(capability))
    .map((carrier) => carrier.id);
  return chosen !== undefined && capable.includes(chosen) ? [chosen] : capable;
}

function plainPart(where: string): FilterPart {
  return { probe: () => `n.${where}`, branches: () => [{ table: "number", where }] };
}

function columnPart(column: string, value: string): FilterPart {
  const write = (values: SqlValues) => `${column} = ${bind(values, value)}`;
  return { probe: (values) => `n.${write(values)}`, branches: (values) => [{ table: "number", where: write(values) }] };
}

function prefixPart(digits: string): FilterPart {
  const write = (values: SqlValues, column: string) => {
    const from = bind(values, `+1${digits}`);
    // ":" follows "9": the first text behind all that begin so.
    return `${column} >= ${from} AND ${column} < ${bind(values, `+1${digits}:`)}`;
  };
  return {
    probe: (values) => write(values, "n.e164"),
    branches: (values) => [{ table: "number", where: write(values, "e164") }],
  };
}

function searchPart(typed: string): FilterPart {
  const search = readNumberSearch(typed);
  switch (search.by) {
    case "nothing":
      return { probe: () => "false", branches: () => [{ table: "number", where: "false" }] };
    case "exact":
      return columnPart("e164", `+1${search.digits}`);
    case "prefix":
      return prefixPart(search.digits);
    case "lastFour":
      return {
        probe: (values) => `right(n.e164, 4) = ${bind(values, search.digits)}`,
        branches: (values) => [{ table: "number", where: `right(e164, 4) = ${bind(values, search.digits)}` }],
      };
  }
}

/** The probe is a scalar subquery with a LIMIT, which PostgreSQL never turns into a join over whole sets. */
function servicePart(column: string, wanted: readonly string[], carriers: readonly string[]): FilterPart {
  return {
    probe: (values) => `coalesce((SELECT true FROM number_service s WHERE s.e164 = n.e164
      AND s.carrier = ANY(${bind(values, carriers)}::text[]) AND s.${column} = ANY(${bind(values, wanted)}::text[]) LIMIT 1), false)`,
    branches: (values) =>
      carriers.flatMap((carrier) =>
        wanted.map((value): Branch => {
          const where = `carrier = ${bind(values, carrier)} AND ${column} = ${bind(values, value)}`;
          return { table: "number_service", where };
        }),
      ),
  };
}

/** Campaign ids are unique enough to need no carrier; their index holds them in the order of numbers. */
function campaignPart(campaign: string, carrier: string | undefined): FilterPart {
  const write = (values: SqlValues, table: string) =>
    [
      `${table}campaign_id = ${bind(values, campaign)}`,
      ...(carrier === undefined ? [] : [`${table}carrier = ${bind(values, carrier)}`]),
    ].join(" AND ");
  return {
    probe: (values) =>
      `coalesce((SELECT true FROM number_service s WHERE s.e164 = n.e164 AND ${write(values, "s.")} LIMIT 1), false)`,
    branches: (values) => [{ table: "number_service", where: write(values, "") }],
  };
}
