import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { changeable } from "./own-views";

export const deleteViewInput = z.object({ id: z.uuid() });

/** One's own, and a shared one for an administrator; one that is gone already stays gone. */
export async function deleteView(ctx: Context, { id }: z.output<typeof deleteViewInput>): Promise<void> {
  await ctx.db.savedView.deleteMany({ where: { id, ...changeable(ctx) } });
}
