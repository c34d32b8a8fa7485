import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { phoneNumber } from "@/lib/domain/phone-number";
import { SET_ASIDE } from "@/lib/domain/set-aside";
import { insertEvents } from "@/lib/engine/facts";
import { defineEffect, type EffectMove } from "./define-effect";

export const messageInput = z.object({
  from: phoneNumber,
  to: phoneNumber,
  text: z.string(),
  /** Where the carrier reports its progress; absent: nowhere. */
  callbackUrl: z.string().optional(),
});
export type MessageInput = z.output<typeof messageInput>;

/** One message. Its id travels as its tag: a lost answer is settled by the carrier's list, and nothing sends it again. */
export const message = defineEffect<MessageInput>({
  input: messageInput,
  open({ carrier: { messaging } }, { id }, input) {
    if (!messaging) return null;
    return {
      isPrechecked: false,
      absentReadsToResend: Number.POSITIVE_INFINITY,
      async write() {
        const sent = await messaging.sendMessage({ ...input, receipt: true, tag: id });
        return { outcome: { type: "confirmed" }, externalId: sent.id };
      },
      async read() {
        const found = await messaging.findMessage(input.from, id);
        return found ? { finding: "done", externalId: found.id } : { finding: "unseen" };
      },
    };
  },
  async record(client, { account, effect: { id, actorId }, input: { from, to }, move, callId }) {
    const reason = [move.code, move.message].filter(Boolean).join(": ");
    const carrier = account.definition.label;
    const note = (kind: string, text: string) =>
      insertEvents(client, account, [{ number: from, kind, message: `Message to ${to}${text}`, callId, actorId }]);
    switch (move.to) {
      case "confirmed":
        await moveMessage(client, account.id, id, "sending", { externalId: move.externalId });
        return note("message", `: accepted by ${carrier}`);
      case "unknown":
        await moveMessage(client, account.id, id, "unknown", move);
        return note("message", `: the answer was lost, it may have been sent (${reason})`);
      case "failed":
        await moveMessage(client, account.id, id, "error", move);
        return note("failed", ` was not sent: ${reason}`);
      default:
        return moveMessage(client, account.id, id, "queued", move);
    }
  },
  async setAside(client, { account, effect: { id, actorId }, move, callId }) {
    const hasFailed = move.to === "failed";
    const advice = hasFailed
      ? "Send it as a new message."
      : "A receipt settles it; ask the recipient before you send it once more.";
    const reason = [move.message, advice].filter(Boolean).join(" ");
    await moveMessage(client, account.id, id, hasFailed ? "error" : "unknown", { code: SET_ASIDE, message: reason });
    const rows = await queryRows(client, endsRow)`SELECT e164, peer FROM message WHERE id = ${id}`;
    const kind = hasFailed ? "failed" : "message";
    await insertEvents(
      client,
      account,
      rows.map(({ e164, peer }) => ({ number: e164, kind, message: `Message to ${peer}: ${reason}`, callId, actorId })),
    );
  },
});

const endsRow = z.object({ e164: phoneNumber, peer: z.string() });

/** What `moveForward` takes over. */
const earlyRow = z.object({
  state: z.string(),
  delivery_state: z.string().nullable(),
  carrier_code: z.string().nullable(),
  carrier_message: z.string().nullable(),
});

/** The carrier's callbacks may precede its answer: what they reported, on another row or on this one, is not moved back. */
async function moveMessage(
  client: PoolClient,
  accountId: string,
  id: string,
  state: string,
  {
    externalId = null,
    code = null,
    message: reason = null,
  }: { [K in "externalId" | "code" | "message"]?: EffectMove[K] | null },
): Promise<void> {
  const early = await queryRows(client, earlyRow)`
    DELETE FROM message WHERE account_id = ${accountId} AND external_id = ${externalId} AND id <> ${id}
    RETURNING state, delivery_state, carrier_code, carrier_message`;
  await client.query(
    `UPDATE message SET state = $2, external_id = coalesce($3, external_id), carrier_code = $4, carrier_message = $5
     WHERE id = $1 AND external_id LIKE 'ours:%'`,
    [id, state, externalId, code, reason],
  );
  for (const row of early)
    await client.query(
      `UPDATE message m SET ${moveForward("e", "m")} FROM jsonb_populate_record(NULL::message, $2::jsonb) e WHERE m.id = $1`,
      [id, JSON.stringify(row)],
    );
}

/**
 * SQL assignments that move a message on: all that an event reports, or nothing of it where the message is further already (message_rank in
 * the migrations). `theirs` and `ours` are the aliases of the two rows.
 */
export const moveForward = (theirs: string, ours: string) => {
  const isFurther = `message_rank(${theirs}.state, ${theirs}.delivery_state) > message_rank(${ours}.state, ${ours}.delivery_state)`;
  return ["state", "delivery_state", "carrier_code", "carrier_message"]
    .map((column) => `${column} = CASE WHEN ${isFurther} THEN ${theirs}.${column} ELSE ${ours}.${column} END`)
    .join(", ");
};
