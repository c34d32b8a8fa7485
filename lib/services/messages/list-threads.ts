import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { instant } from "@/lib/domain/address-field";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ThreadPage, ThreadView } from "./message-view";

const text = (most: number) => z.string().trim().min(1).max(most).optional().catch(undefined);

/** The address of /messages. `thread` is `<our number>~<the other side>`; `q` the beginning or the whole of either number. */
export const threadQuery = z.object({
  view: z.enum(["threads", "quarantine"]).catch("threads"),
  q: text(40),
  only: z.enum(["in", "out", "failed", "unknown"]).optional().catch(undefined),
  thread: text(120),
  after: text(80),
});
export type ThreadQuery = z.output<typeof threadQuery>;

const SHOWN = 50;

const ONLY = {
  in: `m.direction = 'in'`,
  out: `m.direction = 'out'`,
  failed: `message_rank(m.state, m.delivery_state) = 6`,
  unknown: `m.state = 'unknown'`,
} as const;

/** Threads by their last message, newest first. `only` keeps those whose last message is such a one. */
export async function listThreads({ sql }: Pick<Context, "sql">, query: ThreadQuery): Promise<ThreadPage> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    `NOT EXISTS (SELECT FROM message l WHERE l.e164 = m.e164 AND l.peer = m.peer
       AND (l.occurred_at, l.id) > (m.occurred_at, m.id))`,
  ];
  if (query.only) conditions.push(ONLY[query.only]);
  if (query.q !== undefined) {
    const beginning = bind(`${writeBeginning(query.q)}%`);
    conditions.push(`(m.e164 LIKE ${beginning} OR m.peer LIKE ${beginning})`);
  }
  const place = readPlace(query.after);
  if (place)
    conditions.push(
      `(m.occurred_at < ${bind(place.at)} OR m.occurred_at = ${bind(place.at)} AND m.id > ${bind(place.id)})`,
    );
  const { rows } = await sql.query<{
    id: string;
    e164: PhoneNumber;
    peer: string;
    body: string;
    direction: string;
    state: string;
    delivery_state: string | null;
    occurred_at: Date;
  }>(
    `SELECT m.id, m.e164, m.peer, m.body, m.direction, m.state, m.delivery_state, m.occurred_at FROM message m
     WHERE ${conditions.join(" AND ")} ORDER BY m.occurred_at DESC, m.id LIMIT ${SHOWN + 1}`,
    values,
  );
  const shown = rows.slice(0, SHOWN);
  const last = shown.at(-1);
  return {
    rows: shown.map((row): ThreadView => ({
      number: row.e164,
      peer: row.peer,
      body: row.body,
      direction: row.direction === "in" ? "in" : "out",
      state: row.state,
      deliveryState: row.delivery_state,
      occurredAt: row.occurred_at.toISOString(),
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
