import "server-only";
import { z } from "zod";
import { createRedactor, findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryCount, queryRows } from "@/lib/db/sql";
import { parseJson } from "@/lib/domain/parse-json";
import { parseCallback } from "./parse-callback";

/** A callback that a person should look at. `payload` is what came, as indented JSON where it can be read, secrets hidden. */
export type CallbackView = {
  id: string;
  carrierLabel: string;
  accountLabel: string;
  method: string;
  state: "waiting" | "understood" | "quarantined" | "kept";
  outcome: string | null;
  payload: string;
  replays: number;
  receivedAt: string;
};
export type CallbackList = { rows: CallbackView[]; count: number; hasMore: boolean };

const callbackRow = z.object({
  id: z.string(),
  carrier: z.string(),
  label: z.string(),
  method: z.string(),
  state: z.enum(["quarantined", "kept"]),
  outcome: z.string().nullable(),
  raw: z.string(),
  replays: z.number(),
  received_at: z.date(),
});

const SHOWN = 50;
const COUNTED_TO = 1_000;

/** Callbacks in quarantine or not understood, newest first. `count` is exact to 1,000. */
export async function listCallbacks({ sql }: Pick<Context, "sql">): Promise<CallbackList> {
  const [page, total] = await Promise.all([
    queryRows(sql, callbackRow)`
      SELECT c.id, a.carrier, a.label, c.method, c.state, c.outcome, c.raw, c.replays, c.received_at
      FROM callback c JOIN carrier_account a ON a.id = c.account_id WHERE c.state IN ('quarantined', 'kept')
      ORDER BY c.received_at DESC, c.id LIMIT ${SHOWN + 1}`,
    countCallbacks({ sql }),
  ]);
  return {
    rows: page.slice(0, SHOWN).map((row) => ({
      id: row.id,
      carrierLabel: findCarrier(row.carrier)?.label ?? row.carrier,
      accountLabel: row.label,
      method: row.method,
      state: row.state,
      outcome: row.outcome,
      payload: spellPayload(row.raw),
      replays: row.replays,
      receivedAt: row.received_at.toISOString(),
    })),
    count: total,
    hasMore: page.length > SHOWN,
  };
}

/** How many callbacks wait for a person, exact to 1,000. */
export async function countCallbacks({ sql }: Pick<Context, "sql">): Promise<number> {
  return queryCount(sql)`
    SELECT count(*) AS count FROM (SELECT FROM callback WHERE state IN ('quarantined', 'kept') LIMIT ${COUNTED_TO}) c`;
}

/** Secrets are known by the names of their fields: a signature, a token, a password. */
function spellPayload(raw: string): string {
  const { redactText } = createRedactor([]);
  try {
    const payload = parseCallback(raw);
    if (typeof payload !== "string") return JSON.stringify(parseJson(redactText(JSON.stringify(payload))), null, 2);
  } catch {
    // Shown as it came.
  }
  return redactText(raw);
}
