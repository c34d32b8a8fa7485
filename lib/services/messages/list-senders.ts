import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { listLastUses } from "@/lib/services/accounts/last-accounts";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Sender } from "./message-view";

const SHOWN = 200;

type Row = { e164: PhoneNumber; account_id: string; carrier: string; label: string; mode: string };

/** Registered numbers, the first 200; with `number`, what that one can send through. */
export async function listSenders(
  ctx: Pick<Context, "sql" | "actor">,
  { number }: { number?: PhoneNumber } = {},
): Promise<Sender[]> {
  const lastUses = await listLastUses(ctx);
  const { rows } = await ctx.sql.query<Row>(
    `SELECT s.e164, s.account_id, s.carrier, a.label, a.mode FROM number_service s JOIN carrier_account a ON a.id = s.account_id
     WHERE s.registration_state = 'registered' AND a.is_enabled ${number === undefined ? "" : "AND s.e164 = $1"}
     ORDER BY s.e164 LIMIT ${SHOWN}`,
    number === undefined ? [] : [number],
  );
  return rows.map((row) => ({
    number: row.e164,
    account: {
      id: row.account_id,
      name: `${findCarrier(row.carrier)?.label ?? row.carrier} · ${row.label}`,
      mode: row.mode === "live" ? "live" : "sandbox",
      lastFor: lastUses.get(row.account_id) ?? [],
    },
  }));
}
