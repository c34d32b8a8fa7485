import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { savedViewName, viewQuery } from "@/lib/domain/saved-view";
import { refuseTakenName } from "./refuse-taken-name";

export const changeViewInput = z.object({
  id: z.uuid(),
  name: savedViewName.optional(),
  query: viewQuery.optional(),
});

/** Another name, or other filters under the same one. Errors: NOT_FOUND (also for somebody else's), INVALID_INPUT (the name is taken). */
export async function changeView(ctx: Context, { id, name, query }: z.output<typeof changeViewInput>): Promise<void> {
  const { count } = await refuseTakenName(name ?? "", () =>
    ctx.db.savedView.updateMany({ where: { id, personId: ctx.actor.id }, data: { name, query } }),
  );
  if (count === 0) throw new AppError("NOT_FOUND", "This saved filter is gone: it was deleted in another tab.");
}
