import "server-only";
import type { Sql } from "@/lib/db/client";
import type { ServiceField, Standing } from "@/lib/domain/service-state";

/** The words that combinations of states are made of: see the migration "number_facts". */
export const DOUBLE_CLAIM = "double-claim";
export const TOLL_FREE = "toll-free";
export const INBOUND = "inbound";

/** A state that some account of the carrier has reported of the number. */
export const nameState = (carrierId: string, field: ServiceField, value: string) => `${carrierId} ${field} ${value}`;

export const readStanding = (states: readonly string[]): Standing =>
  states.includes("ours") ? "ours" : states.includes("pending") ? "pending" : "mentioned";

/** One of `any` has to be among the states, or, with `not`, none of them. */
export type StateDemand = { any: readonly string[] } | { not: readonly string[] };

/** The combinations that meet all demands: dozens at most, whatever the number of numbers. */
export async function findStateSets(sql: Sql, demands: readonly StateDemand[]): Promise<number[]> {
  const values: (readonly string[])[] = [];
  const conditions = demands.map((demand) =>
    "any" in demand
      ? `states && $${values.push(demand.any)}::text[]`
      : `NOT states && $${values.push(demand.not)}::text[]`,
  );
  const { rows } = await sql.query<{ id: number }>(
    `SELECT id FROM state_set ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""} ORDER BY id`,
    values,
  );
  return rows.map(({ id }) => id);
}
