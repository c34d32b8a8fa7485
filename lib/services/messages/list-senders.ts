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
    `SELECT s.e164, a.id AS account_id, a.carrier, a.label, a.mode FROM carrier_account a CROSS JOIN LATERAL (
       SELECT f.e164 FROM number_fact f
       WHERE f.account_id = a.id AND f.facet = 'registrationState' AND f.value = 'registered' AND length(f.value) <= 200
         ${number === undefined ? "" : "AND f.e164 = $1"} ORDER BY f.e164 LIMIT ${SHOWN}) s
     WHERE a.is_enabled ORDER BY s.e164, a.carrier, a.label LIMIT ${SHOWN}`,
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
