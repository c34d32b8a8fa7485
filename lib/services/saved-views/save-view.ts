import "server-only";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { MAX_SAVED_VIEWS, savedList, type SavedView, savedViewName, viewQuery } from "@/lib/domain/saved-view";
import { refuseTakenName } from "./refuse-taken-name";

export const saveViewInput = z.object({
  list: savedList,
  name: savedViewName,
  query: viewQuery,
  isShared: z.boolean().default(false),
});

/** Keeps filters under a name of one's own. Errors: INVALID_INPUT (the name is taken), CONFLICT (there are too many). */
export async function saveView(
  ctx: Context,
  { list, name, query, isShared }: z.output<typeof saveViewInput>,
): Promise<SavedView> {
  const count = await ctx.db.savedView.count({ where: { personId: ctx.actor.id, list } });
  if (count >= MAX_SAVED_VIEWS)
    throw new AppError("CONFLICT", `You have ${MAX_SAVED_VIEWS} saved filters here already. Delete one first.`);
  const { id } = await refuseTakenName(name, () =>
    ctx.db.savedView.create({
      data: { id: uuidv7(), personId: ctx.actor.id, list, name, query, isShared },
      select: { id: true },
    }),
  );
  return { id, name, query, isShared, owner: null, canChange: true };
}
