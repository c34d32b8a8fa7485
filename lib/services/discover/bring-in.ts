import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { driftChoice } from "@/lib/domain/drift";
import { IMPORT_STATES, OWNERSHIPS, REGISTRATION_STATES, type ServiceFacts } from "@/lib/domain/service-state";
import { insertEvents, recordFacts } from "@/lib/engine/facts";
import { groupByAccount, lockChosen, settleChosen } from "@/lib/services/drift/drift-choice";

export const discoverInput = z.object({ choice: driftChoice, reason: z.string().trim().max(500).optional() });
type DiscoverInput = z.output<typeof discoverInput>;

const storedFacts = z.object({
  ownership: z.enum(OWNERSHIPS).optional(),
  registrationState: z.enum(REGISTRATION_STATES).optional(),
  importState: z.enum(IMPORT_STATES).optional(),
  applicationId: z.string().nullable().optional(),
  route: z.string().nullable().optional(),
});

/** Numbers that the carrier lists become ours, with what it reported of them. One transaction. */
export const bringIn = (ctx: Context, { choice, reason }: DiscoverInput): Promise<{ numbers: number }> =>
  inTransaction(ctx.sql, async (client) => {
    const chosen = await lockChosen(client, ctx, "discover", choice);
    if (chosen.length === 0) return { numbers: 0 };
    await settleChosen(client, chosen, "accepted", ctx.actor.id);
    for (const [account, rows] of groupByAccount(chosen)) {
      await recordFacts(
        client,
        account,
        rows.map(({ e164, facts, call_id }) => ({
          number: e164,
          facts: storedFacts.parse(facts) satisfies ServiceFacts,
          raw: facts,
          callId: call_id,
          actorId: ctx.actor.id,
        })),
      );
      await insertEvents(
        client,
        account,
        rows.map(({ e164, call_id }) => ({
          number: e164,
          kind: "drift",
          message: "Brought in: the carrier lists it, and it was not known here.",
          callId: call_id,
          actorId: ctx.actor.id,
        })),
      );
    }
    await recordAuditSql(client, ctx.actor, describe("numbers.brought-in", "brought in", chosen, choice, reason));
    return { numbers: chosen.length };
  });

/** They are not ours to run: no later list brings them up again. One transaction. */
export const ignoreDiscovered = (ctx: Context, { choice, reason }: DiscoverInput): Promise<{ numbers: number }> =>
  inTransaction(ctx.sql, async (client) => {
    const chosen = await lockChosen(client, ctx, "discover", choice);
    if (chosen.length === 0) return { numbers: 0 };
    // A number in two lists of one account is ignored once.
    const once = [...new Map(chosen.map((row) => [`${row.account_id} ${row.e164}`, row])).values()];
    await settleChosen(client, once, "ignored", ctx.actor.id);
    await recordAuditSql(client, ctx.actor, describe("numbers.ignored", "ignored", once, choice, reason));
    return { numbers: once.length };
  });

const describe = (
  action: string,
  verb: string,
  chosen: readonly { id: string; e164: string }[],
  choice: DiscoverInput["choice"],
  reason: string | undefined,
) => ({
  action,
  entityType: "drift",
  entityId: chosen[0]?.id ?? "",
  summary: `${chosen.length === 1 ? (chosen[0]?.e164 ?? "") : `${chosen.length} numbers`} ${verb} from the carrier's list`,
  reason,
  after: { choice, count: chosen.length, numbers: chosen.slice(0, 1_000).map(({ e164 }) => e164) },
});
