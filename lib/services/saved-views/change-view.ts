import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { savedViewName, viewQuery } from "@/lib/domain/saved-view";
import { changeable } from "./own-views";
import { refuseTakenName } from "./refuse-taken-name";

export const changeViewInput = z.object({
  id: z.uuid(),
  name: savedViewName.optional(),
  query: viewQuery.optional(),
  /** Whether everyone sees it. */
  isShared: z.boolean().optional(),
});

/** Another name, other filters, or shared with everyone. Errors: NOT_FOUND (also for one that the person may not change), INVALID_INPUT (the name is taken). */
export async function changeView(
  ctx: Context,
  { id, name, query, isShared }: z.output<typeof changeViewInput>,
): Promise<void> {
  const { count } = await refuseTakenName(name ?? "", () =>
    ctx.db.savedView.updateMany({ where: { id, ...changeable(ctx) }, data: { name, query, isShared } }),
  );
  if (count === 0) throw new AppError("NOT_FOUND", "This saved filter is gone: it was deleted in another tab.");
}
