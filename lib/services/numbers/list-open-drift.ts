import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { CAMPAIGN_STATE, driftKind } from "@/lib/domain/drift";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import type { OpenDrift } from "@/lib/domain/readiness-step";
import { SERVICE_FIELDS } from "@/lib/domain/service-state";

const openRow = z.object({
  e164: phoneNumber,
  account_id: z.string(),
  id: z.string(),
  kind: driftKind,
  facet: z.enum([...SERVICE_FIELDS, CAMPAIGN_STATE]),
  before: z.string().nullable(),
  after: z.string().nullable(),
  known_at: z.date().nullable(),
  seen_at: z.date(),
  call_id: z.string().nullable(),
});

export type FindOpenDrift = (number: PhoneNumber, accountId: string) => readonly OpenDrift[];
const NONE: readonly OpenDrift[] = [];

/** The differences of these numbers that nobody has settled, by number and account. Numbers that appeared are Discover's. */
export async function listOpenDrift(
  { sql }: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
): Promise<FindOpenDrift> {
  if (numbers.length === 0) return () => NONE;
  const rows = await queryRows(sql, openRow)`
    SELECT e164, account_id, id, kind, facet, before, after, known_at, seen_at, call_id FROM drift
    WHERE e164 = ANY(${numbers}::text[]) AND state IN ('open', 'restoring') AND kind <> 'number-appeared' ORDER BY seen_at, id`;
  const found = new Map<string, OpenDrift[]>();
  for (const { e164, account_id, known_at, seen_at, call_id, ...rest } of rows) {
    const key = `${e164} ${account_id}`;
    const list = found.get(key) ?? [];
    list.push({
      ...rest,
      knownAt: known_at?.toISOString() ?? null,
      seenAt: seen_at.toISOString(),
      callId: call_id,
    });
    found.set(key, list);
  }
  return (number, accountId) => found.get(`${number} ${accountId}`) ?? NONE;
}
