import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import type { LookupId } from "./ask-again";
import { answerNumbers } from "./answer-numbers";
import { listDistinct, listLookupRows } from "./lookup-numbers";

const endedRow = z.object({ n: z.number(), name: z.string() });

/** Ends the round that goes on, with what is known now as its answer. Null where none went on. */
export async function endRound(
  ctx: Pick<Context, "sql" | "now">,
  { id, state }: LookupId & { state: "done" | "stopped" },
): Promise<z.output<typeof endedRow> | null> {
  const answers = await inSnapshot(ctx, async (snapshot) =>
    answerNumbers(snapshot, listDistinct(await listLookupRows(snapshot.sql, id))),
  );
  const [ended] = await queryRows(ctx.sql, endedRow)`
    UPDATE lookup_round r SET state = ${state}, ended_at = now(), answers = ${JSON.stringify(answers)}::jsonb
    FROM lookup l WHERE l.id = r.lookup_id AND r.lookup_id = ${id} AND r.state = 'asking' RETURNING r.n::int, l.name`;
  return ended ?? null;
}

/** Stops asking: what was read so far is the answer. Errors: CONFLICT (nothing is being asked). */
export async function stopRound(ctx: Context, { id }: LookupId): Promise<void> {
  const ended = await endRound(ctx, { id, state: "stopped" });
  if (!ended) throw new AppError("CONFLICT", "All carriers have been asked already.");
  await inTransaction(ctx.sql, (client) =>
    recordAuditSql(client, ctx.actor, {
      action: "lookup.stopped",
      entityType: "lookup",
      entityId: id,
      summary: `Stopped asking the carriers: ${ended.name}`,
      after: { round: ended.n },
    }),
  );
}
