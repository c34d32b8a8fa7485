import "server-only";
import type { Context } from "@/lib/context";

/** Writers of messages are done with older totals, but for receipts that come late. */
const AFTER_MINUTES = 30;

/** Adds up the totals that each connection of the database has counted by itself. */
export async function foldMessageTotals({ sql }: Pick<Context, "sql">): Promise<void> {
  await sql.query(`SELECT fold_message_totals(now() - $1 * interval '1 minute')`, [AFTER_MINUTES]);
}
