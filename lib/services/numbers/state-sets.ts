import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows, sql, where } from "@/lib/db/sql";
import type { ServiceField, Standing } from "@/lib/domain/service-state";

export { DOUBLE_CLAIM, DRIFTED, INBOUND, TOLL_FREE } from "@/lib/domain/number-states";

/** A state that some account of the carrier has reported of the number. */
export const nameState = (carrierId: string, field: ServiceField, value: string) => `${carrierId} ${field} ${value}`;

export const readStanding = (states: readonly string[]): Standing =>
  states.includes("ours") ? "ours" : states.includes("pending") ? "pending" : "mentioned";

/** One of `any` has to be among the states, or, with `not`, none of them. */
export type StateDemand = { any: readonly string[] } | { not: readonly string[] };

const setRow = z.object({ id: z.number(), states: z.array(z.string()) });

/** The combinations that meet all demands: dozens at most, whatever the number of numbers. */
export async function findStateSets(
  pool: Sql,
  demands: readonly StateDemand[],
  isWanted: (states: readonly string[]) => boolean = () => true,
): Promise<number[]> {
  const conditions = demands.map((demand) =>
    "any" in demand ? sql`states && ${demand.any}::text[]` : sql`NOT states && ${demand.not}::text[]`,
  );
  const rows = await queryRows(pool, setRow)`SELECT id, states FROM state_set ${where(conditions)} ORDER BY id`;
  return rows.flatMap(({ id, states }) => (isWanted(states) ? [id] : []));
}
