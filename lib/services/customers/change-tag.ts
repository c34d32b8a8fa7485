import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { recordAuditSql } from "@/lib/db/record-audit";
import type { changeTagInput, NumberEditResult } from "@/lib/domain/number-edit";
import { applyTags } from "./apply-tags";
import { editNumbers, spellNumbers } from "./edit-numbers";
import { resolveTag } from "./resolve-names";

/**
 * Adds a tag to numbers, or takes it off; a name that no tag has makes one. Errors: INVALID_INPUT (no number, more than 50,000), NOT_FOUND
 * (tag, order, lookup), CONFLICT (too many tags).
 */
export const changeTag = (
  ctx: Context,
  { id, tag, isAdded, source, name }: z.output<typeof changeTagInput>,
): Promise<NumberEditResult> =>
  editNumbers(ctx, {
    id,
    kind: isAdded ? "add-tag" : "remove-tag",
    source,
    resolve: async (client) => {
      const found = await resolveTag(client, ctx, tag);
      return { customerId: null, tagId: found.id, label: found.name };
    },
    apply: async (client, numbers, { tagId, label }) => {
      const chosen = { id: tagId ?? "", name: label ?? "" };
      const changes = numbers.map((number) => ({ number, tag: chosen }));
      const applied = await applyTags(client, ctx.actor.id, changes, { isAdded });
      return applied.map(({ number }) => ({ number, customerId: null }));
    },
    record: (client, { changed, label }, { tagId }, [first]) =>
      recordAuditSql(client, ctx.actor, {
        action: isAdded ? "numbers.tag-added" : "numbers.tag-removed",
        entityType: changed === 1 ? "number" : "tag",
        entityId: changed === 1 ? (first?.number ?? id) : (tagId ?? id),
        summary: `Tag ${label ?? ""} ${isAdded ? "added to" : "removed from"} ${spellNumbers(changed)}: ${name}`,
        after: { edit: id, numbers: changed, tag: label, ...("query" in source && { query: source.query }) },
      }),
  });
