import "server-only";
import type { OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import type { OrderKind } from "@/lib/domain/order";
import { letGo, planProbe } from "@/lib/engine/breaker/breaker-store";
import { holdWrites, nameAccount } from "@/lib/engine/breaker/probe-account";
import { claimWrites } from "./claim";
import type { Performer } from "./perform";
import { clearWriteTrouble, putBehind } from "./trouble";

/** Until what is checked or looked up just now is ready to be sent. */
const AGAIN_SECONDS = 2;

/**
 * For an account whose changes are held back, and that answers questions: sends one, which shows whether the rest may follow. It is
 * one that an order asks for in any case.
 */
export async function tryWrite(
  sql: Sql,
  account: OpenAccount,
  { performWrite }: Pick<Performer, "performWrite">,
  writeSize: (kind: OrderKind) => number,
): Promise<void> {
  const held = { id: account.id, name: nameAccount(account) };
  const [write] = await claimWrites(sql, account.id, { units: 1, writeSize, isTrial: true });
  if (!write) {
    if (await isAnyUnsent(sql, account.id)) await planProbe(sql, account.id, "writes", AGAIN_SECONDS);
    else await letGo(sql, held, "system", "nothing waits");
    return;
  }
  const end = await performWrite(write, { isProbe: true });
  // It waited for its turn in vain.
  if (!end) await planProbe(sql, account.id, "writes", AGAIN_SECONDS);
  else if (end.sign === "failing") {
    await putBehind(sql, [write.orderId]);
    await holdWrites(sql, account, end, { isProbe: true });
  } else {
    if (write.isInTrouble) await clearWriteTrouble(sql, write.orderId);
    await letGo(sql, held, "system", "write");
  }
}

/** Also what is looked up may have to be sent again. */
async function isAnyUnsent(sql: Sql, accountId: string): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM orders WHERE account_id = $1 AND control = 'run' AND queued + sending + accepted + unknown > 0
       AND queued + sending + unknown > 0) AS found`,
    [accountId],
  );
  return rows[0]?.found ?? false;
}
