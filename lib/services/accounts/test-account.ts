import "server-only";
import { z } from "zod";
import { CarrierError } from "@/lib/carriers/carrier";
import { withTrace, type CallTrace } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { letGo } from "@/lib/services/breaker/breaker-store";
import { nameAccount } from "@/lib/services/breaker/probe-account";
import { recordAudit } from "@/lib/services/audit/record-audit";

export const testAccountInput = z.object({ id: z.uuid() });

export type TestedAccount = { isWell: boolean; words: string; durationMs: number; callId: string | null };

/** Makes one cheap authenticated reading with the saved settings. A carrier that refuses or is down is an answer, not an error. */
export async function testAccount(ctx: Context, { id }: z.output<typeof testAccountInput>): Promise<TestedAccount> {
  const account = await ctx.carriers.open(id);
  const trace: CallTrace = { actorId: ctx.actor.id, isUrgent: true, isProbe: true };
  const started = performance.now();
  const fault = await withTrace(trace, () =>
    account.carrier.probe().then(
      () => null,
      (error: unknown) => {
        if (error instanceof CarrierError) return error;
        throw error;
      },
    ),
  );
  const words = fault
    ? describeFault(account.definition.label, fault)
    : `${account.definition.label} answered as it should.`;
  if (!fault) await letGo(ctx.sql, { id, name: nameAccount(account) }, ctx.actor);
  await ctx.db.$transaction((tx) =>
    recordAudit(tx, ctx.actor, {
      action: "account.tested",
      entityType: "carrier-account",
      entityId: id,
      summary: `Connection of ${account.definition.label} · ${account.label} tested: ${fault ? fault.fault : "well"}`,
    }),
  );
  return {
    isWell: fault === null,
    words,
    durationMs: Math.round(performance.now() - started),
    callId: trace.lastCallId ?? null,
  };
}

const FAULTS = {
  auth: "refused the credentials",
  rejected: "refused the reading",
  not_found: "did not find the account",
  in_progress: "is busy with an earlier request",
  rate_limited: "asks us to slow down",
  unavailable: "is not answering",
  bad_response: "gave an answer that cannot be understood",
  paused: "was not asked",
} as const satisfies Record<CarrierError["fault"], string>;

function describeFault(carrier: string, fault: CarrierError): string {
  const said = [fault.status && `HTTP ${fault.status}`, fault.carrierCode, fault.message].filter(Boolean).join(", ");
  return `${carrier} ${FAULTS[fault.fault]} (${said}).`;
}
