import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { numberRow, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { TAG_LIMITS, type TagView } from "@/lib/domain/tag";
import { refuseGone } from "./apply-customer";

export type TagChange = { number: PhoneNumber; tag: Pick<TagView, "id" | "name"> };

const changedRow = z.object({ e164: phoneNumber, tag_id: z.string() });

/**
 * Adds tags to numbers, which have a row each, in the caller's transaction, or takes them off, with an entry on each timeline. Resolves with
 * what changed. Throws CONFLICT (a number would have too many tags), NOT_FOUND (a tag was deleted meanwhile). `origin`: see applyCustomers.
 */
export async function applyTags(
  client: PoolClient,
  actorId: string,
  changes: readonly TagChange[],
  { isAdded, origin = "" }: { isAdded: boolean; origin?: string },
): Promise<TagChange[]> {
  if (changes.length === 0) return [];
  const sorted = changes.toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
  const numbers = sorted.map(({ number }) => number);
  const tags = sorted.map(({ tag }) => tag.id);
  const rows = isAdded
    ? await refuseGone(
        () =>
          queryRows(client, changedRow)`
            INSERT INTO number_tag (e164, tag_id) SELECT u.e164, u.tag_id FROM unnest(${numbers}::text[], ${tags}::uuid[]) u(e164, tag_id)
            ON CONFLICT DO NOTHING RETURNING e164, tag_id`,
      )
    : await queryRows(client, changedRow)`
        DELETE FROM number_tag t USING unnest(${numbers}::text[], ${tags}::uuid[]) u(e164, tag_id)
        WHERE t.e164 = u.e164 AND t.tag_id = u.tag_id RETURNING t.e164, t.tag_id`;
  if (rows.length === 0) return [];
  if (isAdded) await refuseTooMany(client, [...new Set(rows.map(({ e164 }) => e164))]);
  const names = new Map(changes.map(({ tag }) => [tag.id, tag]));
  const applied = rows.flatMap(({ e164, tag_id }) => {
    const tag = names.get(tag_id);
    return tag ? [{ number: e164, tag }] : [];
  });
  await client.query(
    `INSERT INTO number_event (id, e164, kind, field, message, actor_id)
     SELECT gen_random_uuid(), u.e164, 'tag', 'tags', $2 || u.name || $5, $1 FROM unnest($3::text[], $4::text[]) u(e164, name)`,
    [
      actorId,
      isAdded ? "Tag added: " : "Tag removed: ",
      applied.map(({ number }) => number),
      applied.map(({ tag }) => tag.name),
      origin,
    ],
  );
  return applied;
}

async function refuseTooMany(client: PoolClient, numbers: readonly PhoneNumber[]): Promise<void> {
  const rows = await queryRows(client, numberRow)`
    SELECT e164 FROM number_tag WHERE e164 = ANY(${numbers}::text[]) GROUP BY e164 HAVING count(*) > ${TAG_LIMITS.ofNumber} LIMIT 1`;
  const [first] = rows;
  if (first)
    throw new AppError(
      "CONFLICT",
      `${first.e164} has ${TAG_LIMITS.ofNumber} tags already, and so may others. Take one off first. Nothing was changed.`,
    );
}
