import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import {
  CarrierError,
  type CampaignStatus,
  type RegisteredCarrier,
  type RegistrationAnswer,
} from "@/lib/carriers/carrier";
import { type EntryAnswer, type EntryState, planNextTry } from "@/lib/domain/campaign";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryRows, raw } from "@/lib/db/sql";
import { addJob } from "@/lib/jobs/queue";
import { defineEffect, type EffectAnswer, type EffectMove, type EffectRecord } from "./define-effect";
import { confirmEffects } from "./effect-rows";

export const brandInput = z.object({ brandId: z.string(), name: z.string(), description: z.string() });
export const campaignInput = z.object({ campaignId: z.string(), brandId: z.string(), description: z.string() });
export type BrandEffectInput = z.output<typeof brandInput>;
export type CampaignEffectInput = z.output<typeof campaignInput>;

/** A brand's registration. No carrier lists brands: a lost answer stays unknown until a person sends it again. */
export const brand = defineEffect<BrandEffectInput>({
  input: brandInput,
  open({ carrier: { campaigns }, definition }, _effect, input) {
    if (!campaigns) return null;
    return {
      isPrechecked: false,
      absentReadsToResend: Number.POSITIVE_INFINITY,
      write: () => register(definition, () => campaigns.addBrand(input)),
    };
  },
  planRetry: planNextTry,
  record: (client, record) => recordRegistration(client, "brand", record.input.brandId, record),
  setAside: (client, record) => setRegistrationAside(client, "brand", record),
});

const brandRow = z.object({ id: z.string() });

/** A campaign's registration. A lost answer is settled by its status; only a person sends it again, and then it is read first. */
export const campaign = defineEffect<CampaignEffectInput>({
  input: campaignInput,
  open({ carrier: { campaigns }, definition }, { attempt }, input) {
    if (!campaigns) return null;
    return {
      isPrechecked: attempt > 1,
      absentReadsToResend: Number.POSITIVE_INFINITY,
      write: () => register(definition, () => campaigns.addCampaign(input)),
      async read() {
        const [status] = await campaigns.readCampaigns([input.campaignId]);
        if (status?.isRegistered) return { finding: "done", message: toFound(status).message };
        const shown = status && status.standing !== "absent" ? `shows no such campaign (${status.event})` : null;
        return { finding: "absent", message: `${definition.label} ${shown ?? "does not know the campaign"}.` };
      },
    };
  },
  planRetry: planNextTry,
  async record(client, record) {
    const { id } = record.effect;
    await recordRegistration(client, "campaign", record.input.campaignId, record);
    if (record.move.to !== "confirmed" && record.move.to !== "skipped") return;
    // A campaign that the carrier takes proves its brand.
    const rows = await queryRows(client, brandRow)`
      UPDATE brand SET state = 'registered'
      WHERE state = 'unknown' AND id = (SELECT brand_row_id FROM campaign WHERE id = ${id}) RETURNING id`;
    await confirmEffects(
      client,
      rows.map((row) => row.id),
    );
    await addJob(client, "campaign.look", { id, looks: 0 }, { jobKey: `campaign.look:${id}`, runAt: new Date() });
  },
  setAside: (client, record) => setRegistrationAside(client, "campaign", record),
});

/** A refusal that the carrier's catalog calls temporary is retried; any other is final. */
async function register(definition: RegisteredCarrier, send: () => Promise<RegistrationAnswer>): Promise<EffectAnswer> {
  try {
    const { type: is, message } = await send();
    return { outcome: { type: "confirmed", message }, basis: is };
  } catch (error) {
    if (!(error instanceof CarrierError) || error.mayHaveHappened) throw error;
    if (error.isRetryable || error.fault === "auth") throw error;
    const code = error.carrierCode ?? error.fault;
    const known = definition.describeError(error.carrierCode ?? "", error.message);
    return { outcome: { type: "failed", code, message: error.message, isRetryable: known?.isRetryable ?? false } };
  }
}

type Answer = Omit<EntryAnswer, "at">;

export const toFound = ({ event }: Pick<CampaignStatus, "event">): Answer => ({
  type: "found",
  code: null,
  message: `The answer was lost; a reading shows the campaign (${event ?? "no event"}).`,
  meaning: null,
  action: null,
});

const STATES = {
  registered: "registered",
  existing: "registered",
  found: "registered",
  waiting: "waiting",
  refused: "refused",
  lost: "unknown",
  "set-aside": "refused",
} as const satisfies Record<EntryAnswer["type"], EntryState>;

const SUMMARIES = {
  registered: "registered",
  existing: "was at the carrier already, and is taken as registered",
  found: "registered; its answer was lost, a reading found it",
  waiting: "refused for now",
  refused: "refused",
  lost: "sent, and its answer was lost",
  "set-aside": "set aside, and not sent",
} as const satisfies Record<EntryAnswer["type"], string>;

/** Writes the outcome to the brand or campaign with its audit event. */
async function recordRegistration(
  client: PoolClient,
  table: "brand" | "campaign",
  name: string,
  { account, effect, move, callId }: Omit<EffectRecord<unknown>, "input">,
  kind = readAnswerKind(move),
): Promise<void> {
  if (kind === null) {
    await client.query(`UPDATE ${table} SET state = 'submitted' WHERE id = $1`, [effect.id]);
    return;
  }
  const state = STATES[kind];
  const againAt = move.to === "queued" ? new Date(Date.now() + (move.dueIn ?? 0) * 1000).toISOString() : undefined;
  const known =
    kind === "lost"
      ? LOST
      : kind === "set-aside"
        ? NOT_SENT
        : account.definition.describeError(move.code ?? "", move.message ?? "");
  const answer: EntryAnswer & { callId: string | null } = {
    type: kind,
    code: move.code ?? null,
    message: move.message ?? "",
    meaning: known?.meaning ?? null,
    action: known?.action ?? null,
    at: new Date().toISOString(),
    ...(move.refusals > 0 && { tries: move.refusals }),
    ...(againAt !== undefined && { againAt }),
    callId,
  };
  await client.query(`UPDATE ${table} SET state = $2, last_answer = $3 WHERE id = $1`, [
    effect.id,
    state,
    JSON.stringify(answer),
  ]);
  await recordAuditSql(client, "system", {
    action: `${table}.${kind}`,
    entityType: table,
    entityId: effect.id,
    summary: `${table === "brand" ? "Brand" : "Campaign"} ${name} ${SUMMARIES[kind]}`,
    after: answer,
  });
}

const LOST = {
  meaning: "The carrier may have taken it: its answer was lost, and no reading shows it.",
  action: "Look again after a while, or send it once more: a carrier that has it already says so, which serves.",
};

const NOT_SENT = {
  meaning: "The carrier was not asked.",
  action: "Send it again: it is then sent with the name and description that are shown here.",
};

/** What the row holds says which one it is: the stored input does not fit. */
async function setRegistrationAside(
  client: PoolClient,
  table: "brand" | "campaign",
  record: Omit<EffectRecord<unknown>, "input">,
): Promise<void> {
  const { effect, move } = record;
  const rows = await queryRows(
    client,
    nameRow,
  )`SELECT ${raw(table)}_id AS name FROM ${raw(table)} WHERE id = ${effect.id}`;
  for (const { name } of rows)
    await recordRegistration(client, table, name, record, move.to === "failed" ? "set-aside" : readAnswerKind(move));
}

const nameRow = z.object({ name: z.string() });

/** Null: it did not reach the carrier, and waits to be sent. */
function readAnswerKind({ to, basis, isRetryable, refusals }: EffectMove): EntryAnswer["type"] | null {
  switch (to) {
    case "confirmed":
      return basis === "existing" || basis === "found" ? basis : "registered";
    case "skipped":
      return "found";
    case "unknown":
      return "lost";
    case "failed":
      return isRetryable && refusals > 0 ? "waiting" : "refused";
    default:
      return basis === "refused" ? "waiting" : null;
  }
}
