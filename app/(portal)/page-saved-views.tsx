import { SavedViews } from "@/components/saved-views/saved-views";
import type { SavedList, SavedView } from "@/lib/domain/saved-view";
import { changeViewAction, deleteViewAction, saveViewAction } from "./saved-view-actions";

const ACTIONS = { save: saveViewAction, change: changeViewAction, remove: deleteViewAction };

/** A person's saved filters of a list, with their actions. */
export function PageSavedViews({ list, views }: { list: SavedList; views: readonly SavedView[] }) {
  return <SavedViews list={list} views={views} actions={ACTIONS} />;
}
