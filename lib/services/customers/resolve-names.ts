import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import { queryCount, queryRows } from "@/lib/db/sql";
import { type CustomerName, toNameKey } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";
import { chooseHue, TAG_LIMITS, type TagView } from "@/lib/domain/tag";
import { insertCustomer } from "./create-customer";

type Choice = { id: string } | { name: string };
type Acting = Pick<Context, "actor">;

const customerRow = z.object({ id: z.string(), name: z.string(), is_archived: z.boolean() });

const readCustomer = async (client: PoolClient, choice: Choice) => {
  const [found] = await queryRows(client, customerRow)`
    SELECT id, name, archived_at IS NOT NULL AS is_archived FROM customer
    WHERE id = ${"id" in choice ? choice.id : null}::uuid OR key = ${"name" in choice ? toNameKey(choice.name) : null}`;
  return found ?? null;
};

/**
 * The customer of an id, or of a name: made where there is none, in the caller's transaction. Throws NOT_FOUND (id), CONFLICT (archived).
 */
export async function resolveCustomer(client: PoolClient, ctx: Acting, choice: Choice): Promise<CustomerName> {
  let found = await readCustomer(client, choice);
  if (!found && "name" in choice) {
    const created = await insertCustomer(client, ctx, { name: choice.name, reference: null, note: "" });
    if (created) return created;
    // Somebody else has made it meanwhile.
    found = await readCustomer(client, choice);
  }
  if (!found) throw new AppError("NOT_FOUND", "This customer does not exist any more.");
  if (found.is_archived)
    throw new AppError("CONFLICT", `${found.name} is archived. Restore it on its page before you give it numbers.`);
  return { id: found.id, name: found.name };
}

const tagRow = z.object({ id: z.string(), name: z.string(), hue: z.string() });

const readTag = async (client: PoolClient, choice: Choice): Promise<TagView | null> => {
  const [found] = await queryRows(client, tagRow)`
    SELECT id, name, hue FROM tag
    WHERE id = ${"id" in choice ? choice.id : null}::uuid OR key = ${"name" in choice ? toNameKey(choice.name) : null}`;
  return found ?? null;
};

/** The tag of an id, or of a name: made where there is none. Throws NOT_FOUND (id), CONFLICT (there are too many tags). */
export async function resolveTag(client: PoolClient, ctx: Acting, choice: Choice): Promise<TagView> {
  const found = await readTag(client, choice);
  if (found) return found;
  if ("id" in choice) throw new AppError("NOT_FOUND", "This tag does not exist any more.");
  const count = await queryCount(client)`SELECT count(*) AS count FROM tag`;
  if (count >= TAG_LIMITS.all)
    throw new AppError(
      "CONFLICT",
      `There are ${TAG_LIMITS.all} tags already. Use one of them, or merge or delete some under Customers, Tags.`,
    );
  const tag = { id: uuidv7(), name: choice.name, hue: chooseHue(count) };
  const { rowCount } = await client.query(
    `INSERT INTO tag (id, name, key, hue, created_by_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING`,
    [tag.id, tag.name, toNameKey(tag.name), tag.hue, ctx.actor.id],
  );
  if (rowCount === 0) return resolveTag(client, ctx, choice);
  await recordAuditSql(client, ctx.actor, {
    action: "tag.created",
    entityType: "tag",
    entityId: tag.id,
    summary: `Tag ${tag.name} created`,
  });
  return tag;
}
