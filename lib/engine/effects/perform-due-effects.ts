import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import type { Sql } from "@/lib/db/client";
import type { WritableCarriers } from "@/lib/engine/accounts/open-account";
import { claimEffectRead, claimEffects } from "./claim-effects";
import { performEffect, performEffectRead } from "./perform-effect";

/** Carries out what is due for one account now, one after the other: for programs that run without a worker. Returns how many. */
export async function performDueEffects(sql: Sql, carriers: WritableCarriers, accountId: string): Promise<number> {
  const account = await carriers.openForWriting(accountId);
  for (let done = 0; ; done += 1) {
    const [effect] = await claimEffects(sql, accountId, { units: 1 });
    if (effect) {
      await performEffect(sql, account, effect);
      continue;
    }
    const read = await claimEffectRead(sql, accountId);
    if (!read) return done;
    await performEffectRead(sql, account, read).catch((error: unknown) => {
      // It is planned again.
      if (!(error instanceof CarrierError)) throw error;
    });
  }
}
