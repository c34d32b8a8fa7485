import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { nameState, readStanding } from "@/lib/services/numbers/state-sets";
import {
  IMPORT_STATES,
  OWNERSHIPS,
  REGISTRATION_STATES,
  type ServiceField,
  SMS_STATES,
} from "@/lib/domain/service-state";

/** Exact up to this; beyond it only "more than". Counting further would make the home page slower the more numbers there are. */
export const COUNTED_UP_TO = 10_000;

export type StateCount = { facet: "sms" | "import" | "registration" | "ownership"; value: string; count: number };
export type CarrierStates = { carrierId: string; label: string; states: StateCount[] };

const FACETS = [
  { facet: "sms", field: "smsState", values: [...SMS_STATES, "unknown"] },
  { facet: "import", field: "importState", values: [...IMPORT_STATES, "unknown"] },
  { facet: "registration", field: "registrationState", values: [...REGISTRATION_STATES, "unknown"] },
  { facet: "ownership", field: "ownership", values: OWNERSHIPS.filter((value) => value !== "unknown") },
] as const satisfies { facet: StateCount["facet"]; field: ServiceField; values: readonly string[] }[];

const stateSetRow = z.object({ id: z.number(), states: z.array(z.string()) });
type StateSet = z.infer<typeof stateSetRow>;

/**
 * How many numbers, ours and pending ones, are in which state at which carrier; only what occurs. Those that a carrier no longer lists
 * count whatever else is known of them. Each count is that of the list which its link opens.
 */
export async function countStates(ctx: Context): Promise<{ total: number; carriers: CarrierStates[] }> {
  const [accounts, sets] = await Promise.all([
    ctx.db.carrierAccount.findMany({
      where: { isEnabled: true },
      distinct: ["carrier"],
      select: { carrier: true },
      orderBy: { carrier: "asc" },
    }),
    queryRows(ctx.sql, stateSetRow)`SELECT id, states FROM state_set`,
  ]);
  const shown = sets.filter(({ states }) => readStanding(states) !== "mentioned");
  const wanted = accounts.flatMap(({ carrier }) =>
    FACETS.flatMap(({ facet, field, values }) =>
      values.map((value) => {
        const among = value === "gone" ? sets : shown;
        return { carrier, facet, value, sets: toIds(among, nameState(carrier, field, value)) };
      }),
    ),
  );
  const [total = 0, ...counts] = await countSets(ctx, [shown.map(({ id }) => id), ...wanted.map((one) => one.sets)]);
  return {
    total,
    carriers: accounts.map(({ carrier }) => ({
      carrierId: carrier,
      label: findCarrier(carrier)?.label ?? carrier,
      states: wanted.flatMap((one, n) => {
        const count = counts[n] ?? 0;
        return one.carrier === carrier && count > 0 ? [{ facet: one.facet, value: one.value, count }] : [];
      }),
    })),
  };
}

const toIds = (sets: readonly StateSet[], state: string) =>
  sets.flatMap(({ id, states }) => (states.includes(state) ? [id] : []));

const countedRow = z.object({ n: z.number(), count: z.number() });

/** The numbers in each of these groups of combinations, in their order, at most one more than is shown. */
async function countSets({ sql }: Pick<Context, "sql">, groups: readonly (readonly number[])[]): Promise<number[]> {
  const rows = await queryRows(sql, countedRow)`
    SELECT g.n, (SELECT count(*) FROM (
        SELECT FROM unnest(g.sets) s(id) CROSS JOIN LATERAL (
          SELECT FROM number b WHERE b.state_set_id = s.id ORDER BY b.e164 LIMIT ${COUNTED_UP_TO + 1}) x LIMIT ${COUNTED_UP_TO + 1}
      ) y) AS count
    FROM jsonb_to_recordset(${JSON.stringify(groups.map((sets, n) => ({ n, sets })))}::jsonb) AS g(n int, sets int[]) WHERE g.sets <> '{}'`;
  const counts = new Map(rows.map(({ n, count }) => [n, count]));
  return groups.map((_, n) => counts.get(n) ?? 0);
}
