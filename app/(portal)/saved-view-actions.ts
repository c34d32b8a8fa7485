"use server";

import { action } from "@/lib/action";
import { changeView, changeViewInput } from "@/lib/services/saved-views/change-view";
import { deleteView, deleteViewInput } from "@/lib/services/saved-views/delete-view";
import { saveView, saveViewInput } from "@/lib/services/saved-views/save-view";

export const saveViewAction = action("self:manage", saveViewInput, saveView);
export const changeViewAction = action("self:manage", changeViewInput, changeView);
export const deleteViewAction = action("self:manage", deleteViewInput, deleteView);
