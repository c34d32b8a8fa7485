import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAudit } from "@/lib/db/record-audit";
import { closeBreaker } from "@/lib/engine/breaker/breaker-store";
import { nameAccount } from "@/lib/engine/breaker/probe-account";
import { tryAccount } from "./try-account";

export const testAccountInput = z.object({ id: z.uuid() });

export type TestedAccount = {
  isWell: boolean;
  /** The account is on: it was before, or this test switched it on. */
  isOn: boolean;
  message: string;
  durationMs: number;
  callId: string | null;
};

/** Tests the saved settings on a person's request. An account that waits for a passed test is switched on by it. */
export async function testAccount(ctx: Context, { id }: z.output<typeof testAccountInput>): Promise<TestedAccount> {
  const { isWell, isOn, message, fault, durationMs, callId, account } = await tryAccount(ctx, id, {
    actorId: ctx.actor.id,
  });
  if (isWell && account) await closeBreaker(ctx.sql, { id, name: nameAccount(account) }, ctx.actor);
  await ctx.db.$transaction((tx) =>
    recordAudit(tx, ctx.actor, {
      action: "account.tested",
      entityType: "carrier-account",
      entityId: id,
      summary: `Connection of ${account ? `${account.definition.label} · ${account.label}` : "a carrier account"} tested: ${fault ?? "well"}`,
    }),
  );
  return { isWell, isOn, message, durationMs, callId };
}
