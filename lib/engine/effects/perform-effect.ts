import "server-only";
import { CarrierError } from "@/lib/carriers/carrier";
import { runTraced, type CallTrace } from "@/lib/carriers/registry";
import type { Sql } from "@/lib/db/client";
import { decideItem, type DecisionInput } from "@/lib/domain/item-decision";
import type { WritableAccount } from "@/lib/engine/accounts/open-account";
import { changeDispatch, delayBeforeResend } from "@/lib/engine/settle-read";
import { decideDispatch, decideFault, toItemChange, type WriteChange } from "@/lib/engine/settle-write";
import type { WriteEnd } from "@/lib/engine/perform";
import type { ClaimedEffect, ClaimedEffectRead } from "./claim-effects";
import type { EffectMove, EffectProgram, EffectReading } from "./define-effect";
import { EFFECT_KINDS } from "./kinds";
import { parkEffect, storeEffect } from "./store-effect";

const CHECK_AGAIN_SECONDS = 5;
const READ_AGAIN_SECONDS = 5;

type Outcome = WriteChange & Pick<EffectMove, "externalId" | "basis">;

/** Sends a claimed effect and stores its outcome. Returns how its last call ended; null where none left. */
export async function performEffect(
  sql: Sql,
  account: WritableAccount,
  claimed: ClaimedEffect,
  { isProbe = false } = {},
): Promise<WriteEnd | null> {
  const { dispatchId, actorId, writeBefore, kind, input } = claimed;
  const fault = EFFECT_KINDS[kind].findFault(input);
  if (fault !== null) {
    await parkEffect(sql, account, claimed, { to: "failed", fault });
    return null;
  }
  const program = EFFECT_KINDS[kind].open(account, claimed, input);
  const trace: CallTrace = { dispatchId, actorId: actorId ?? undefined, isUrgent: true, writeBefore, isProbe };
  const traced = await runTraced(trace, () => sendEffect(program, account));
  // The probe of an outage does not fail by having been tried too often.
  const attempt = isProbe ? 1 : claimed.attempt;
  const outcome: Outcome =
    traced.type === "returned"
      ? planRetry(traced.value, claimed)
      : decideFault(traced.error, { attempt, hasReading: program?.read !== undefined });
  const { item, dispatch, externalId, basis } = outcome;
  const isRefusal = basis === "refused";
  await storeEffect(
    sql,
    account,
    claimed,
    {
      from: ["sending"],
      move: {
        ...item,
        externalId,
        basis,
        refusals: isRefusal ? claimed.refusals + 1 : item.to === "queued" ? claimed.refusals : 0,
      },
      dispatch: { dispatchId, from: ["sending"], callId: traced.callId, externalId, ...dispatch },
    },
    traced.callId,
  );
  return traced.end && { ...traced.end, callId: traced.callId };
}

async function sendEffect(program: EffectProgram | null, { definition }: WritableAccount): Promise<Outcome> {
  if (!program) return refuse(`${definition.label} does not offer this with the account's settings.`);
  if (program.isPrechecked && program.read) {
    const reading = await program.read();
    // Whether the carrier has it already is not known: a second one is not made.
    if (reading.finding === "unseen")
      return refuse(`Nothing was sent. ${reading.message ?? "The carrier's list could not be read whole."}`, true);
    const decision = decideItem({ ...toInput(reading), step: "check", absentReads: 0, absentReadsToResend: 1 });
    if (decision.type === "wait")
      return { item: { to: "queued", message: reading.message, dueIn: CHECK_AGAIN_SECONDS }, dispatch: { to: "void" } };
    if (decision.type === "move")
      return { item: decision, dispatch: { to: "done" }, externalId: reading.externalId, basis: "found" };
  }
  const { outcome, externalId, basis } = await program.write();
  return { item: toItemChange(outcome), dispatch: decideDispatch([outcome]), externalId, basis };
}

const refuse = (message: string, isRetryable = false): Outcome => ({
  item: { to: "failed", message, isRetryable },
  dispatch: { to: "done" },
});

/** A refusal for now comes again by itself, where its kind plans that. */
function planRetry(outcome: Outcome, { kind, refusals }: ClaimedEffect): Outcome {
  const { planRetry: plan } = EFFECT_KINDS[kind];
  if (!plan || outcome.item.to !== "failed" || !outcome.item.isRetryable) return outcome;
  const at = plan(refusals + 1, new Date());
  if (!at) return { ...outcome, basis: "refused" };
  const dueIn = (at.getTime() - Date.now()) / 1000;
  return { item: { ...outcome.item, to: "queued", dueIn }, dispatch: { to: "void" }, basis: "refused" };
}

/** Reads the outcome of an effect, and stores what the reading shows. A reading that fails throws, after it is planned again. */
export async function performEffectRead(sql: Sql, account: WritableAccount, claimed: ClaimedEffectRead): Promise<void> {
  const { dispatchId, actorId, kind, input, step, absentReads } = claimed;
  const fault = EFFECT_KINDS[kind].findFault(input);
  // It was sent, and may have happened: a person asks the carrier.
  if (fault !== null) return parkEffect(sql, account, claimed, { to: "unknown", fault });
  const program = EFFECT_KINDS[kind].open(account, claimed, input);
  const trace: CallTrace = { dispatchId, actorId: actorId ?? undefined, isUrgent: true };
  if (!program?.read) {
    await sql.query(`UPDATE dispatch SET due_at = NULL WHERE id = $1`, [dispatchId]);
    return;
  }
  const traced = await runTraced(trace, program.read);
  const { callId } = traced;
  if (traced.type === "threw") {
    const reset = traced.error instanceof CarrierError ? traced.error.resetAt : undefined;
    const seconds = reset === undefined ? READ_AGAIN_SECONDS : Math.max((reset - Date.now()) / 1000, 0.5);
    // A failed reading does not count: the limit of readings is about answers.
    await sql.query(
      `UPDATE dispatch SET due_at = now() + $2 * interval '1 s', polls = $3 WHERE id = $1 AND state IN ('accepted', 'lost')`,
      [dispatchId, seconds, claimed.polls - 1],
    );
    throw traced.error;
  }
  const reading = traced.value;
  const absent = reading.finding === "absent" ? absentReads + 1 : 0;
  const decision = decideItem({
    ...toInput(reading),
    step,
    wasAccepted: step === "poll",
    absentReads: absent,
    absentReadsToResend: program.absentReadsToResend,
  });
  const base = { externalId: reading.externalId, refusals: 0 };
  const move: EffectMove | null =
    decision.type === "wait"
      ? null
      : decision.type === "send"
        ? { ...base, to: "queued", message: RESEND, dueIn: delayBeforeResend(claimed.attempt) }
        : { ...base, ...decision, basis: "found" };
  const dispatch = changeDispatch(
    claimed,
    step,
    { pollDelays: [] },
    [move?.to ?? claimed.state],
    absent,
    reading.externalId,
    callId,
  );
  await storeEffect(sql, account, claimed, { from: ["accepted", "unknown"], move, dispatch }, callId);
}

const RESEND = "The carrier shows that nothing happened: sent again.";

const toInput = ({
  finding,
  message,
}: EffectReading): Omit<DecisionInput, "step" | "absentReads" | "absentReadsToResend"> => ({
  finding,
  carrierMessage: message,
  wasAccepted: false,
  isTimedOut: false,
});
