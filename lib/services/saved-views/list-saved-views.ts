import "server-only";
import type { Context } from "@/lib/context";
import type { SavedList, SavedView } from "@/lib/domain/saved-view";

/** One's own named filters of a list, by name. */
export const listSavedViews = ({ db, actor }: Context, list: SavedList): Promise<SavedView[]> =>
  db.savedView.findMany({
    where: { personId: actor.id, list },
    select: { id: true, name: true, query: true },
    orderBy: { name: "asc" },
  });
