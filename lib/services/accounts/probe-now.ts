import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAudit } from "@/lib/db/record-audit";
import { planProbe } from "@/lib/engine/breaker/breaker-store";
import { nameAccount, probeAccount } from "@/lib/engine/breaker/probe-account";

export const probeNowInput = z.object({ accountId: z.uuid() });

export type ProbedNow = { isWell: boolean; message: string };

/** Asks the carrier now instead of at the next planned moment. Where it is well the account goes on at once. */
export async function probeNow(ctx: Context, { accountId }: z.output<typeof probeNowInput>): Promise<ProbedNow> {
  const account = await ctx.carriers.open(accountId);
  const name = nameAccount(account);
  const verdict = await probeAccount(ctx.sql, account, { actor: ctx.actor });
  const areWritesHeld = verdict.type === "well" && (await planProbe(ctx.sql, accountId, "writes", 0));
  const message = areWritesHeld
    ? `${name} answers questions. A change is tried now; if it gets through, the rest follows.`
    : verdict.type === "well"
      ? `${name} answers: sending and looking up go on.`
      : verdict.type === "troubled"
        ? `${name} is still in trouble: ${verdict.message}`
        : `${name} could not be asked just now; it is probed again by itself.`;
  await ctx.db.$transaction((tx) =>
    recordAudit(tx, ctx.actor, {
      action: "account.probed",
      entityType: "carrier-account",
      entityId: accountId,
      summary: `${name} probed on request: ${verdict.type}`,
    }),
  );
  return { isWell: verdict.type === "well", message };
}
