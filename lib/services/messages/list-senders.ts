import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { empty, queryRows, sql } from "@/lib/db/sql";
import { listLastUses } from "@/lib/services/accounts/last-accounts";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import type { Sender } from "./message-view";

const SHOWN = 200;

const senderRow = z.object({
  e164: phoneNumber,
  account_id: z.string(),
  carrier: z.string(),
  label: z.string(),
  mode: z.string(),
});

/** Registered numbers, the first 200; with `number`, what that one can send through. */
export async function listSenders(
  ctx: Pick<Context, "sql" | "actor">,
  { number }: { number?: PhoneNumber } = {},
): Promise<Sender[]> {
  const lastUses = await listLastUses(ctx);
  const rows = await queryRows(ctx.sql, senderRow)`
    SELECT s.e164, a.id AS account_id, a.carrier, a.label, a.mode FROM carrier_account a CROSS JOIN LATERAL (
      SELECT f.e164 FROM number_fact f
      WHERE f.account_id = a.id AND f.facet = 'registrationState' AND f.value = 'registered' AND length(f.value) <= 200
        ${number === undefined ? empty : sql`AND f.e164 = ${number}`} ORDER BY f.e164 LIMIT ${SHOWN}) s
    WHERE a.is_enabled ORDER BY s.e164, a.carrier, a.label LIMIT ${SHOWN}`;
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
