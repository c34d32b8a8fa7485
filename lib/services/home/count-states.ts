import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { IMPORT_STATES, OWNERSHIPS, REGISTRATION_STATES, SMS_STATES } from "@/lib/domain/service-state";

/** Exact up to this; beyond it only "more than". Counting further would make the home page slower the more numbers there are. */
export const COUNTED_UP_TO = 10_000;

export type StateCount = { facet: "sms" | "import" | "registration" | "ownership"; value: string; count: number };
export type CarrierStates = { carrierId: string; label: string; states: StateCount[] };

const FACETS = [
  { facet: "sms", column: "sms_state", values: [...SMS_STATES, "unknown"] },
  { facet: "import", column: "import_state", values: [...IMPORT_STATES, "unknown"] },
  { facet: "registration", column: "registration_state", values: [...REGISTRATION_STATES, "unknown"] },
  { facet: "ownership", column: "ownership", values: OWNERSHIPS.filter((value) => value !== "unknown") },
] as const;

/** How many numbers are in which state at which carrier; only what occurs. */
export async function countStates(ctx: Context): Promise<{ total: number; carriers: CarrierStates[] }> {
  const accounts = await ctx.db.carrierAccount.findMany({
    where: { isEnabled: true },
    distinct: ["carrier"],
    select: { carrier: true },
    orderBy: { carrier: "asc" },
  });
  const ids = accounts.map((account) => account.carrier);
  const [total, ...facets] = await Promise.all([
    ctx.sql.query<{ count: number }>(`SELECT count(*) FROM (SELECT 1 FROM number LIMIT $1) n`, [COUNTED_UP_TO + 1]),
    ...FACETS.map(async ({ facet, column, values }) => {
      const { rows } = await ctx.sql.query<{ carrier: string; value: string; count: number }>(
        `SELECT c.carrier, v.value, n.count FROM unnest($1::text[]) AS c(carrier) CROSS JOIN unnest($2::text[]) AS v(value)
         CROSS JOIN LATERAL (SELECT count(*) FROM (SELECT 1 FROM number_service s WHERE s.carrier = c.carrier AND s.${column} = v.value
           LIMIT $3) x) n
         WHERE n.count > 0`,
        [ids, values, COUNTED_UP_TO + 1],
      );
      return rows.map((row) => ({ ...row, facet }));
    }),
  ]);
  const all = facets.flat();
  return {
    total: total.rows[0]?.count ?? 0,
    carriers: ids.map((carrierId) => ({
      carrierId,
      label: findCarrier(carrierId)?.label ?? carrierId,
      states: all
        .filter((row) => row.carrier === carrierId)
        .map(({ facet, value, count }) => ({ facet, value, count })),
    })),
  };
}
