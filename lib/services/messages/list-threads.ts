import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { and, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { instant, oneOf, text } from "@/lib/domain/address-field";
import { phoneNumber } from "@/lib/domain/phone-number";
import { findOptOuts } from "./list-opt-outs";
import type { ThreadPage, ThreadView } from "./message-view";

/** The address of /messages. `thread` is `<our number>~<the other side>`; `q` the beginning or the whole of either number. */
export const threadQuery = z.object({
  view: z.enum(["threads", "quarantine"]).catch("threads"),
  q: text(40),
  only: oneOf(["in", "out", "failed", "unknown"]),
  thread: text(120),
  after: text(80),
});
export type ThreadQuery = z.output<typeof threadQuery>;

const SHOWN = 50;

const threadRow = z.object({
  id: z.string(),
  e164: phoneNumber,
  peer: z.string(),
  body: z.string(),
  direction: z.string(),
  state: z.string(),
  delivery_state: z.string().nullable(),
  occurred_at: z.date(),
});

const ONLY = {
  in: sql`m.direction = 'in'`,
  out: sql`m.direction = 'out'`,
  failed: sql`message_rank(m.state, m.delivery_state) = 6`,
  unknown: sql`m.state = 'unknown'`,
} as const;

/** Threads by their last message, newest first. `only` keeps those whose last message is such a one. */
export async function listThreads(ctx: Pick<Context, "sql">, query: ThreadQuery): Promise<ThreadPage> {
  const conditions: SqlPart[] = [
    sql`NOT EXISTS (SELECT FROM message l WHERE l.e164 = m.e164 AND l.peer = m.peer
       AND (l.occurred_at, l.id) > (m.occurred_at, m.id))`,
  ];
  if (query.only) conditions.push(ONLY[query.only]);
  if (query.q !== undefined) {
    const beginning = `${writeBeginning(query.q)}%`;
    conditions.push(sql`(m.e164 LIKE ${beginning} OR m.peer LIKE ${beginning})`);
  }
  const place = readPlace(query.after);
  if (place) conditions.push(sql`(m.occurred_at < ${place.at} OR m.occurred_at = ${place.at} AND m.id > ${place.id})`);
  const rows = await queryRows(ctx.sql, threadRow)`
    SELECT m.id, m.e164, m.peer, m.body, m.direction, m.state, m.delivery_state, m.occurred_at FROM message m
    WHERE ${and(conditions)} ORDER BY m.occurred_at DESC, m.id LIMIT ${SHOWN + 1}`;
  const shown = rows.slice(0, SHOWN);
  const last = shown.at(-1);
  const optOuts = await findOptOuts(
    ctx,
    shown.map(({ e164, peer }) => ({ number: e164, peer })),
  );
  return {
    rows: shown.map((row): ThreadView => ({
      number: row.e164,
      peer: row.peer,
      body: row.body,
      direction: row.direction === "in" ? "in" : "out",
      state: row.state,
      deliveryState: row.delivery_state,
      occurredAt: row.occurred_at.toISOString(),
      isOptedOut: optOuts.has(`${row.e164}~${row.peer}`),
    })),
    next: rows.length > SHOWN && last ? `${last.occurred_at.toISOString()}_${last.id}` : null,
  };
}

/** Ten digits or their beginning, in any spelling, as E.164 begins. A short code is looked for as it is. */
function writeBeginning(typed: string): string {
  const digits = typed.replace(/\D/g, "");
  if (digits.length > 10 && digits.startsWith("1")) return `+${digits}`;
  return digits === "" ? "+none" : `+1${digits}`;
}

function readPlace(cursor: string | undefined): { at: string; id: string } | null {
  const [at = "", id = ""] = cursor?.split("_") ?? [];
  const isPlace = instant.safeParse(at).success && z.uuid().safeParse(id).success;
  return isPlace ? { at, id } : null;
}
