import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inSnapshot } from "@/lib/db/snapshot";
import { inTransaction } from "@/lib/db/transaction";
import { cleanText } from "@/lib/domain/clean-text";
import { AppError } from "@/lib/domain/errors";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { MAX_REFRESHED_AT_ONCE } from "@/lib/domain/refresh-run";
import { selectionInput } from "@/lib/domain/uploads/upload-view";
import { addJob } from "@/lib/jobs/queue";
import { readSelected } from "@/lib/services/uploads/read-selected";

const MAX_NUMBERS = 1_000_000;

export const startRefreshInput = selectionInput;

/**
 * Freezes a selection of numbers and has a worker read all of them at their carriers, behind people's orders. Errors: INVALID_INPUT (no
 * number, or more than 1,000,000).
 */
export async function startRefresh(
  ctx: Context,
  { name, source }: z.output<typeof startRefreshInput>,
): Promise<{ id: string }> {
  return inSnapshot(ctx, (snapshot) =>
    inTransaction(ctx.sql, async (client) => {
      const id = uuidv7();
      await client.query(`INSERT INTO refresh_run (id, name, created_by_id) VALUES ($1, $2, $3)`, [
        id,
        cleanText(name),
        ctx.actor.id,
      ]);
      const total = await writeParts(client, id, readSelected(snapshot, source));
      if (total === 0) throw new AppError("INVALID_INPUT", "No number matches any more. Reload the list.");
      await client.query(`UPDATE refresh_run SET total = $2 WHERE id = $1`, [id, total]);
      await addJob(client, "numbers.refresh", { id }, { jobKey: `numbers.refresh:${id}` });
      await recordAuditSql(client, ctx.actor, {
        action: "numbers.refresh-started",
        entityType: "refresh",
        entityId: id,
        summary: `Reads ${total === 1 ? "1 number" : `${total.toLocaleString("en-US")} numbers`} again: ${cleanText(name)}`,
        after: { numbers: total, ...("query" in source && { query: source.query }) },
      });
      return { id };
    }),
  );
}

async function writeParts(
  client: PoolClient,
  id: string,
  pages: AsyncIterable<readonly PhoneNumber[]>,
): Promise<number> {
  let [total, n] = [0, 0];
  let rest: PhoneNumber[] = [];
  const store = async (most: number) => {
    const parts: PhoneNumber[][] = [];
    while (rest.length > most) parts.push(rest.splice(0, MAX_REFRESHED_AT_ONCE));
    if (parts.length === 0) return;
    await client.query(
      `INSERT INTO refresh_part (run_id, n, numbers)
       SELECT $1, $2 + p.n - 1, ARRAY(SELECT jsonb_array_elements_text(p.numbers)) FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS p(numbers, n)`,
      [id, n, JSON.stringify(parts)],
    );
    n += parts.length;
  };
  for await (const numbers of pages) {
    total += numbers.length;
    if (total > MAX_NUMBERS)
      throw new AppError(
        "INVALID_INPUT",
        `More than ${MAX_NUMBERS.toLocaleString("en-US")} numbers match. Narrow the filters.`,
      );
    rest = [...rest, ...numbers];
    await store(MAX_REFRESHED_AT_ONCE - 1);
  }
  await store(0);
  return total;
}
