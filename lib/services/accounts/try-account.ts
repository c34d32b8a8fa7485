import "server-only";
import { z } from "zod";
import { CarrierError } from "@/lib/carriers/carrier";
import { type CallTrace, runTraced } from "@/lib/carriers/registry";
import type { Context, OpenAccount } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";

/** `message` is for the person: what the carrier answered. `isOn`: the account is on afterwards. */
export type TriedAccount = {
  isWell: boolean;
  isOn: boolean;
  message: string;
  fault: string | null;
  durationMs: number;
  callId: string | null;
  account: OpenAccount | null;
};

const updatedAtRow = z.object({ updated_at: z.date() });

/**
 * Makes one cheap authenticated reading with the saved settings, also of an account that is off. One that waits for it is switched on
 * when the reading succeeds, unless its settings were changed meanwhile. A carrier that refuses or is down is a result, not an error.
 */
export async function tryAccount(
  { sql, carriers }: Pick<Context, "sql" | "carriers">,
  id: string,
  trace: CallTrace = {},
): Promise<TriedAccount> {
  const rows = await queryRows(sql, updatedAtRow)`SELECT updated_at FROM carrier_account WHERE id = ${id}`;
  const version = rows[0]?.updated_at;
  if (!version) throw new AppError("NOT_FOUND", "This carrier account does not exist.");
  const started = performance.now();
  const probe: CallTrace = { ...trace, isUrgent: true, isProbe: true };
  const { account, problem, callId } = await openAndProbe(carriers, id, probe);
  const message = problem?.message ?? `${account?.definition.label ?? "The carrier"} answered as expected.`;
  const isOn = await keepResult(sql, id, version, problem?.message ?? null);
  return {
    isWell: problem === null,
    isOn,
    message,
    fault: problem?.fault ?? null,
    durationMs: Math.round(performance.now() - started),
    callId,
    account,
  };
}

type Problem = { message: string; fault: string };

async function openAndProbe(
  carriers: Context["carriers"],
  id: string,
  trace: CallTrace,
): Promise<{ account: OpenAccount | null; problem: Problem | null; callId: string | null }> {
  let account: OpenAccount;
  try {
    account = await carriers.open(id, { isProbe: true });
  } catch (error) {
    // The stored credentials cannot be opened: that too is shown with the account.
    if (error instanceof AppError && error.code !== "NOT_FOUND")
      return { account: null, problem: { message: error.message, fault: error.code }, callId: null };
    throw error;
  }
  const probed = await runTraced(trace, () => account.carrier.probe());
  const { callId } = probed;
  if (probed.type === "returned") return { account, problem: null, callId };
  const { error } = probed;
  if (!(error instanceof CarrierError)) throw error;
  return { account, problem: { message: describeFault(account.definition.label, error), fault: error.fault }, callId };
}

const isEnabledRow = z.object({ is_enabled: z.boolean() });

/** True when the account is on afterwards. The version stays as it is: a form that is open elsewhere can still be saved. */
async function keepResult(sql: Sql, id: string, version: Date, problem: string | null): Promise<boolean> {
  const rows = await queryRows(sql, isEnabledRow)`
    UPDATE carrier_account SET probed_at = now(), probe_message = ${problem}, is_enabled = is_enabled OR (awaits_probe AND ${problem}::text IS NULL),
      awaits_probe = awaits_probe AND ${problem}::text IS NOT NULL
    WHERE id = ${id} AND updated_at = ${version} RETURNING is_enabled`;
  return rows[0]?.is_enabled === true;
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
  const code = fault.carrierCode === String(fault.status) ? null : fault.carrierCode;
  const answer = [fault.status && `HTTP ${fault.status}`, code, fault.message].filter(Boolean).join(", ");
  return `${carrier} ${FAULTS[fault.fault]} (${answer}).`;
}
