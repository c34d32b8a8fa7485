import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { LOOKUP_ROUND_STATES, type LookupAsk, type LookupHead, type LookupRound } from "@/lib/domain/lookup-view";

const headRow = z.object({
  name: z.string(),
  notices: z.array(z.string()),
  total: z.number(),
  valid: z.number(),
  invalid: z.number(),
  duplicate: z.number(),
  person: z.string().nullable(),
  created_at: z.date(),
  kept_until: z.date(),
});
const roundRow = z.object({
  n: z.number(),
  state: z.enum(LOOKUP_ROUND_STATES),
  person: z.string().nullable(),
  started_at: z.date(),
  ended_at: z.date().nullable(),
});
const askRow = z.object({
  n: z.number(),
  account_id: z.string(),
  carrier: z.string(),
  label: z.string(),
  total: z.number(),
  done: z.number(),
  tries: z.number(),
  due_at: z.date(),
  failure: z.string().nullable(),
  is_over: z.boolean(),
});

/** Throws NOT_FOUND. */
export async function readLookupHead({ sql }: Pick<Context, "sql">, id: string): Promise<LookupHead> {
  const [heads, rounds, asks] = await Promise.all([
    queryRows(sql, headRow)`
      SELECT l.name, l.notices, l.total, l.valid, l.invalid, l.duplicate, p.name AS person, l.created_at, l.kept_until
      FROM lookup l LEFT JOIN person p ON p.id = l.created_by_id WHERE l.id = ${id}`,
    queryRows(sql, roundRow)`
      SELECT r.n, r.state, p.name AS person, r.started_at, r.ended_at
      FROM lookup_round r LEFT JOIN person p ON p.id = r.actor_id WHERE r.lookup_id = ${id} ORDER BY r.n`,
    queryRows(sql, askRow)`
      SELECT k.n, k.account_id, a.carrier, a.label, k.total, k.done, k.tries, k.due_at, k.failure, k.is_over
      FROM lookup_ask k JOIN carrier_account a ON a.id = k.account_id WHERE k.lookup_id = ${id} ORDER BY a.carrier, a.label`,
  ]);
  const [head] = heads;
  if (!head) throw new AppError("NOT_FOUND", "This lookup does not exist. Lookups are deleted after their time.");
  const { name, notices, total, valid, invalid, duplicate, person, created_at, kept_until } = head;
  return {
    id,
    name,
    notices,
    counts: { total, valid, invalid, duplicate },
    person,
    createdAt: created_at.toISOString(),
    keptUntil: kept_until.toISOString(),
    rounds: rounds.map((row): LookupRound => ({
      n: row.n,
      state: row.state,
      person: row.person,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      asks: asks.filter(({ n }) => n === row.n).map(toAsk),
    })),
  };
}

const toAsk = (row: z.infer<typeof askRow>): LookupAsk => ({
  accountId: row.account_id,
  name: `${findCarrier(row.carrier)?.label ?? row.carrier} · ${row.label}`,
  total: row.total,
  done: row.done,
  failure: row.failure,
  isOver: row.is_over,
  againAt: row.tries > 0 && !row.is_over ? row.due_at.toISOString() : null,
});
