import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows, sql, where } from "@/lib/db/sql";
import type { ServiceField, Standing } from "@/lib/domain/service-state";

/** The words that combinations of states are made of: see the migration "number_facts". */
export const DOUBLE_CLAIM = "double-claim";
export const TOLL_FREE = "toll-free";
export const INBOUND = "inbound";
/** A difference that nobody has settled: see lib/domain/drift.ts. */
export const DRIFTED = "drifted";

/** A state that some account of the carrier has reported of the number. */
export const nameState = (carrierId: string, field: ServiceField, value: string) => `${carrierId} ${field} ${value}`;

export const readStanding = (states: readonly string[]): Standing =>
  states.includes("ours") ? "ours" : states.includes("pending") ? "pending" : "mentioned";

/** One of `any` has to be among the states, or, with `not`, none of them. */
export type StateDemand = { any: readonly string[] } | { not: readonly string[] };

const idRow = z.object({ id: z.number() });

/** The combinations that meet all demands: dozens at most, whatever the number of numbers. */
export async function findStateSets(pool: Sql, demands: readonly StateDemand[]): Promise<number[]> {
  const conditions = demands.map((demand) =>
    "any" in demand ? sql`states && ${demand.any}::text[]` : sql`NOT states && ${demand.not}::text[]`,
  );
  const rows = await queryRows(pool, idRow)`SELECT id FROM state_set ${where(conditions)} ORDER BY id`;
  return rows.map(({ id }) => id);
}
