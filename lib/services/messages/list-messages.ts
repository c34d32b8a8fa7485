import "server-only";
import type { Context } from "@/lib/context";
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
  words: string | null;
  /** How often the carrier delivered it to us; duplicates are folded. */
  received: number;
  occurredAt: string;
  accountId: string;
  accountLabel: string;
};

const SHOWN = 50;

/** The last messages from and to a number, newest first; with `peer`, those with that other side. */
export async function listMessages(
  { sql }: Pick<Context, "sql">,
  number: PhoneNumber,
  { peer }: { peer?: string } = {},
): Promise<MessageView[]> {
  const { rows } = await sql.query<{
    id: string;
    direction: string;
    peer: string;
    body: string;
    state: string;
    delivery_state: string | null;
    carrier_code: string | null;
    carrier_words: string | null;
    received: number;
    occurred_at: Date;
    account_id: string;
    label: string;
  }>(
    `SELECT m.id, m.direction, m.peer, m.body, m.state, m.delivery_state, m.carrier_code, m.carrier_words, m.received, m.occurred_at, m.account_id, a.label
     FROM message m JOIN carrier_account a ON a.id = m.account_id WHERE m.e164 = $1 ${peer === undefined ? "" : "AND m.peer = $2"}
     ORDER BY m.occurred_at DESC LIMIT ${SHOWN}`,
    peer === undefined ? [number] : [number, peer],
  );
  return rows.map((row) => ({
    id: row.id,
    direction: row.direction === "in" ? "in" : "out",
    peer: row.peer,
    body: row.body,
    state: row.state,
    deliveryState: row.delivery_state,
    code: row.carrier_code,
    words: row.carrier_words,
    received: row.received,
    occurredAt: row.occurred_at.toISOString(),
    accountId: row.account_id,
    accountLabel: row.label,
  }));
}
