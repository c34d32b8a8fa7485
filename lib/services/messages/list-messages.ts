import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { empty, queryRows, raw, sql } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/** One message of a number. `state` is the carrier's word, or `unknown` where its answer was lost. */
export type MessageView = {
  id: string;
  direction: "in" | "out";
  peer: string;
  body: string;
  state: string;
  deliveryState: string | null;
  /** The carrier's code and words of how it went. */
  code: string | null;
  message: string | null;
  /** How often the carrier delivered it to us; duplicates are folded. */
  received: number;
  occurredAt: string;
  accountId: string;
  accountLabel: string;
};

export const messageRow = z.object({
  id: z.string(),
  direction: z.string(),
  peer: z.string(),
  body: z.string(),
  state: z.string(),
  delivery_state: z.string().nullable(),
  carrier_code: z.string().nullable(),
  carrier_message: z.string().nullable(),
  received: z.number(),
  occurred_at: z.date(),
  account_id: z.string(),
  label: z.string(),
});

/** Of `message m` and its `carrier_account a`. */
export const messageColumns = raw(
  "m.id, m.direction, m.peer, m.body, m.state, m.delivery_state, m.carrier_code, m.carrier_message, m.received, m.occurred_at, m.account_id, a.label",
);

const SHOWN = 50;

/** The last messages from and to a number, newest first; with `peer`, those with that other side. */
export async function listMessages(
  ctx: Pick<Context, "sql">,
  number: PhoneNumber,
  { peer }: { peer?: string } = {},
): Promise<MessageView[]> {
  const rows = await queryRows(ctx.sql, messageRow)`
    SELECT ${messageColumns} FROM message m JOIN carrier_account a ON a.id = m.account_id
    WHERE m.e164 = ${number} ${peer === undefined ? empty : sql`AND m.peer = ${peer}`}
    ORDER BY m.occurred_at DESC LIMIT ${SHOWN}`;
  return rows.map(toMessageView);
}

export const toMessageView = (row: z.output<typeof messageRow>): MessageView => ({
  id: row.id,
  direction: row.direction === "in" ? "in" : "out",
  peer: row.peer,
  body: row.body,
  state: row.state,
  deliveryState: row.delivery_state,
  code: row.carrier_code,
  message: row.carrier_message,
  received: row.received,
  occurredAt: row.occurred_at.toISOString(),
  accountId: row.account_id,
  accountLabel: row.label,
});
