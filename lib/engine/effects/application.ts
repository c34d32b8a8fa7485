import "server-only";
import { z } from "zod";
import { recordAuditSql } from "@/lib/db/record-audit";
import { defineEffect } from "./define-effect";

export const applicationInput = z.object({
  name: z.string(),
  incomingMessageUrl: z.string(),
  callbackHttpMethod: z.enum(["POST", "GET"]),
  incomingMessageFallbackUrl: z.string().optional(),
  /** Milliseconds. */
  incomingMessageUrlCallbackTimeout: z.number().optional(),
});
export type ApplicationEffectInput = z.output<typeof applicationInput>;

/** A messaging application. One with the same name and address that the carrier has already is used instead of a second one. */
export const application = defineEffect<ApplicationEffectInput>({
  input: applicationInput,
  open({ carrier: { messaging } }, _effect, input) {
    if (!messaging) return null;
    return {
      isPrechecked: true,
      absentReadsToResend: 3,
      async write() {
        const { id } = await messaging.createApplication(input);
        return { outcome: { type: "confirmed" }, externalId: id };
      },
      async read() {
        const { items, oddCount } = await messaging.listApplications();
        const found = items.find(
          ({ name, incomingMessageUrl }) => name === input.name && incomingMessageUrl === input.incomingMessageUrl,
        );
        if (found) return { finding: "done", externalId: found.id, message: "The carrier had it already." };
        if (oddCount === 0) return { finding: "absent" };
        // An entry that could not be read may be the one.
        return {
          finding: "unseen",
          message: "An entry of the carrier's list of applications could not be read, and it may be this one.",
        };
      },
    };
  },
  async record(client, { account, effect, input, move, callId }) {
    if (move.to !== "confirmed" && move.to !== "failed") return;
    const isMade = move.to === "confirmed";
    const reason = [move.code, move.message].filter(Boolean).join(": ");
    const found = move.basis === "found" ? "; its answer was lost, a reading found it" : "";
    await recordAuditSql(client, "system", {
      action: isMade ? "application.created" : "application.refused",
      entityType: "account",
      entityId: account.id,
      summary: isMade
        ? `Application “${input.name}” made (${move.externalId ?? "no id"})${found}`
        : `Application “${input.name}” was not made: ${reason}`,
      after: { ...input, id: move.externalId, actorId: effect.actorId, callId },
    });
  },
  async setAside(client, { account, effect, move, callId }) {
    await recordAuditSql(client, "system", {
      action: "application.set-aside",
      entityType: "account",
      entityId: account.id,
      summary: `An application was set aside: ${move.message ?? "no reason"} Create it again`,
      after: { id: effect.id, actorId: effect.actorId, callId },
    });
  },
});
