import "server-only";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { describeClaims } from "@/lib/domain/double-claim";
import { findCause, type LookupAnswers, type LookupFact, type NumberAnswer } from "@/lib/domain/lookup-answers";
import { isTollFree, type PhoneNumber } from "@/lib/domain/phone-number";
import { listReadiness } from "@/lib/domain/readiness";
import { SERVICE_FIELDS } from "@/lib/domain/service-state";
import { evaluateVerdict } from "@/lib/domain/verdict";
import { listNumberCampaigns } from "@/lib/services/numbers/list-number-campaigns";
import { listServices } from "@/lib/services/numbers/list-services";
import { NUMBER_COLUMNS, type NumberSqlRow, numberSqlRow } from "@/lib/services/numbers/number-scan";
import type { ServiceView } from "@/lib/services/numbers/number-view";
import { openPathInputs } from "@/lib/services/numbers/open-paths";
import { DOUBLE_CLAIM, readStanding } from "@/lib/services/numbers/state-sets";

/** What is known of these numbers (any count), in their order: the verdict of each with its facts, in a few statements for all of them. */
export async function answerNumbers(
  ctx: Pick<Context, "sql" | "now">,
  numbers: readonly PhoneNumber[],
): Promise<LookupAnswers> {
  const values = openValues();
  if (numbers.length === 0) return { at: ctx.now().toISOString(), values: [], numbers: [] };
  const [services, rows] = await Promise.all([
    listServices(ctx, numbers),
    queryRows(ctx.sql, numberSqlRow)`SELECT ${NUMBER_COLUMNS} FROM number n WHERE n.e164 = ANY(${numbers}::text[])`,
  ]);
  const known = new Map(rows.map((row) => [row.e164, row]));
  const all = [...services.values()].flat();
  const readInput = await openPathInputs(ctx, numbers, all);
  const campaigns = await listNumberCampaigns(ctx, listMemberships(all));
  const answers = numbers.map((number): NumberAnswer => {
    const row = known.get(number);
    const own = services.get(number) ?? [];
    const marked = row ?? { e164: number, tested_at: null, inbound_at: null, is_toll_free: isTollFree(number) };
    const input = { ...readInput(marked, own), campaigns };
    const drift = own.flatMap((service) => service.drift?.map(({ kind }) => kind) ?? []);
    const verdict = evaluateVerdict({ ...input, number, steps: listReadiness(input) });
    return {
      number,
      outcome: verdict.outcome,
      isMoving: verdict.isMoving,
      standing: row ? readStanding(row.states) : null,
      isDoubleClaimed: row?.states.includes(DOUBLE_CLAIM) ?? false,
      ...(verdict.claims.length > 0 && { claims: describeClaims(verdict.claims) }),
      ...(drift.length > 0 && { drift }),
      cause: findCause(verdict),
      sentence: verdict.sentence,
      place: describePlace(row),
      carriers: [...new Set(own.filter(reportsSomething).map(({ carrierId }) => carrierId))],
      facts: own.flatMap((service) => values.add(service)),
    };
  });
  return { at: ctx.now().toISOString(), values: values.list, numbers: answers };
}

/** Each campaign once: thousands of numbers share a few. */
function listMemberships(services: readonly ServiceView[]): ServiceView[] {
  const memberships = new Map<string, ServiceView>();
  for (const service of services)
    if (service.campaignId !== null) memberships.set(`${service.accountId} ${service.campaignId}`, service);
  return [...memberships.values()];
}

const describePlace = (row: NumberSqlRow | undefined) =>
  [row?.rate_center, row?.state].filter(Boolean).join(", ") || null;

const EMPTY_VALUES: readonly (string | null)[] = [null, "none", "not-found", "unknown"];
const reportsSomething = ({ facts }: ServiceView) =>
  Object.values(facts).some(({ value }) => !EMPTY_VALUES.includes(value));

/** Values that are shared stand once. */
function openValues() {
  const list: LookupFact[] = [];
  const places = new Map<string, Map<string | null, number>>();
  function place(fact: LookupFact): number {
    const key = `${fact.accountId} ${fact.field}`;
    let known = places.get(key);
    if (!known) places.set(key, (known = new Map()));
    const found = known.get(fact.value);
    if (found !== undefined) return found;
    known.set(fact.value, list.length);
    return list.push(fact) - 1;
  }
  return {
    list,
    add({ accountId, carrierId, facts }: ServiceView): NumberAnswer["facts"] {
      const placed: NumberAnswer["facts"] = [];
      for (const field of SERVICE_FIELDS) {
        const fact = facts[field];
        if (fact) placed.push([place({ field, accountId, carrierId, value: fact.value }), Date.parse(fact.checkedAt)]);
      }
      return placed;
    },
  };
}
