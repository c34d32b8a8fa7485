import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import type { OrderKind } from "@/lib/domain/order";
import { closeBreaker, planProbe } from "@/lib/engine/breaker/breaker-store";
import { nameAccount, pauseWrites } from "@/lib/engine/breaker/probe-account";
import type { WritableAccount } from "./accounts/open-account";
import { claimWrites } from "./claim";
import { claimEffects } from "./effects/claim-effects";
import { performEffect } from "./effects/perform-effect";
import type { Performer, WriteEnd } from "./perform";
import { clearWriteTrouble, deprioritize } from "./trouble";

/** Until what is checked or read just now is ready to be sent. */
const RETRY_SECONDS = 2;

type ProbeWrite = { end: WriteEnd | null; order: { id: string; isInTrouble: boolean } | null };

/**
 * For an account whose writes are paused while it answers readings: sends one write that is wanted in any case, which shows whether the
 * rest may follow.
 */
export async function sendProbeWrite(
  sql: Sql,
  account: WritableAccount,
  performer: Pick<Performer, "performWrite">,
  writeSize: (kind: OrderKind) => number,
): Promise<void> {
  const named = { id: account.id, name: nameAccount(account) };
  const sent = await sendOne(sql, account, performer, writeSize);
  if (!sent) {
    if (await isAnyUnsent(sql, account.id)) await planProbe(sql, account.id, "writes", RETRY_SECONDS);
    else await closeBreaker(sql, named, "system", "nothing waits");
    return;
  }
  const { end, order } = sent;
  // Its turn never came.
  if (!end) await planProbe(sql, account.id, "writes", RETRY_SECONDS);
  else if (end.health === "failing") {
    await deprioritize(sql, [order?.id ?? null]);
    await pauseWrites(sql, account, end, { isProbe: true });
  } else {
    if (order?.isInTrouble) await clearWriteTrouble(sql, order.id);
    await closeBreaker(sql, named, "system", "write");
  }
}

async function sendOne(
  sql: Sql,
  account: WritableAccount,
  { performWrite }: Pick<Performer, "performWrite">,
  writeSize: (kind: OrderKind) => number,
): Promise<ProbeWrite | null> {
  const [write] = await claimWrites(sql, account.id, { units: 1, writeSize, isTrial: true });
  if (write) {
    const order = { id: write.orderId, isInTrouble: write.isInTrouble };
    return { end: await performWrite(write, { isProbe: true }), order };
  }
  const [effect] = await claimEffects(sql, account.id, { units: 1, isTrial: true });
  return effect ? { end: await performEffect(sql, account, effect, { isProbe: true }), order: null } : null;
}

const foundRow = z.object({ found: z.boolean() });

/** What is being read about may have to be sent again, too. */
async function isAnyUnsent(sql: Sql, accountId: string): Promise<boolean> {
  const [row] = await queryRows(sql, foundRow)`
    SELECT EXISTS (SELECT 1 FROM orders WHERE account_id = ${accountId} AND control = 'run' AND queued + sending + accepted + unknown > 0
      AND queued + sending + unknown > 0) AS found`;
  return row?.found ?? false;
}
