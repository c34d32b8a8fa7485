import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { TextingCounts } from "@/lib/domain/customer";
import { DRIFTED, isUnableToText } from "@/lib/domain/number-states";
import { phoneNumber } from "@/lib/domain/phone-number";
import { answerNumbers } from "@/lib/services/lookup/answer-numbers";
import { findStateSets } from "@/lib/services/numbers/state-sets";

/** Numbers that are evaluated one by one for one page; beyond, only what combinations of states say is counted. */
const MAX_EVALUATED = 2_000;

const setRow = z.object({ customer_id: z.string(), states: z.array(z.string()), numbers: z.number() });
const numberRow = z.object({ customer_id: z.string(), e164: phoneNumber });

/** How many numbers of each customer can text. `sizes`: how many each has, in the order in which they matter. */
export async function countTexting(
  ctx: Pick<Context, "sql" | "now">,
  sizes: readonly { id: string; numbers: number }[],
): Promise<Map<string, TextingCounts>> {
  const counts = new Map(
    sizes.map(({ id }): [string, TextingCounts] => [id, { can: null, cannot: 0, unknown: null, drifted: 0 }]),
  );
  let left = MAX_EVALUATED;
  const evaluated = sizes.filter(({ numbers }) => {
    if (numbers > left) return false;
    left -= numbers;
    return true;
  });
  // Exceptions alone are read, from the index of the customer: what is well is the rest of what the customer has.
  const sets = await findStateSets(ctx.sql, [], (states) => isUnableToText(states) || states.includes(DRIFTED));
  const rows = await queryRows(ctx.sql, setRow)`
    SELECT g.customer_id, k.states, g.numbers FROM (
      SELECT n.customer_id, n.state_set_id, count(*) AS numbers FROM number n
      WHERE n.customer_id = ANY(${sizes.map(({ id }) => id)}::uuid[]) AND n.state_set_id = ANY(${sets}::int[]) GROUP BY 1, 2
    ) g JOIN state_set k ON k.id = g.state_set_id`;
  for (const { customer_id, states, numbers } of rows) {
    const own = counts.get(customer_id);
    if (!own) continue;
    if (isUnableToText(states)) own.cannot += numbers;
    if (states.includes(DRIFTED)) own.drifted += numbers;
  }
  await evaluate(
    ctx,
    evaluated.map(({ id }) => id),
    counts,
  );
  return counts;
}

/** The verdict of each number, as its page shows it. */
async function evaluate(
  ctx: Pick<Context, "sql" | "now">,
  ids: readonly string[],
  counts: ReadonlyMap<string, TextingCounts>,
): Promise<void> {
  const rows = await queryRows(
    ctx.sql,
    numberRow,
  )`SELECT customer_id, e164 FROM number WHERE customer_id = ANY(${ids}::uuid[])`;
  const owners = new Map(rows.map(({ e164, customer_id }) => [e164, customer_id]));
  const { numbers } = await answerNumbers(ctx, [...owners.keys()]);
  for (const id of ids) {
    const own = counts.get(id);
    if (own) Object.assign(own, { can: 0, cannot: 0, unknown: 0 });
  }
  for (const { number, outcome } of numbers) {
    const own = counts.get(owners.get(number) ?? "");
    if (!own) continue;
    if (outcome === "cannot") own.cannot += 1;
    else own[outcome] = (own[outcome] ?? 0) + 1;
  }
}
