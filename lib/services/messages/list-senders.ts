import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Sender } from "./message-view";

const SHOWN = 200;

/** Registered numbers, the first 200; with `number`, what that one can send through. */
export async function listSenders(
  { sql }: Pick<Context, "sql">,
  { number }: { number?: PhoneNumber } = {},
): Promise<Sender[]> {
  const { rows } = await sql.query<{ e164: PhoneNumber; account_id: string; carrier: string; label: string }>(
    `SELECT s.e164, s.account_id, s.carrier, a.label FROM number_service s JOIN carrier_account a ON a.id = s.account_id
     WHERE s.registration_state = 'registered' AND a.is_enabled ${number === undefined ? "" : "AND s.e164 = $1"}
     ORDER BY s.e164 LIMIT ${SHOWN}`,
    number === undefined ? [] : [number],
  );
  return rows.map((row) => ({
    number: row.e164,
    accountId: row.account_id,
    accountName: `${findCarrier(row.carrier)?.label ?? row.carrier} · ${row.label}`,
  }));
}
