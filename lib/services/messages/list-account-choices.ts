import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";

export type MessageAccount = { id: string; label: string };

const accountRow = z.object({ id: z.string(), carrier: z.string(), label: z.string() });

/** Accounts with messages, for filters. */
export async function listAccountChoices({ sql }: Pick<Context, "sql">): Promise<MessageAccount[]> {
  const rows = await queryRows(sql, accountRow)`
    SELECT a.id, a.carrier, a.label FROM carrier_account a
    WHERE EXISTS (SELECT FROM message m WHERE m.account_id = a.id) ORDER BY a.carrier, a.label`;
  return rows.map(({ id, carrier, label }) => ({ id, label: `${findCarrier(carrier)?.label ?? carrier} · ${label}` }));
}
