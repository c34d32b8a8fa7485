"use client";

import { Ellipsis, Merge, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TagChip } from "@/components/numbers/label-chips";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
import type { TagRow } from "@/lib/domain/tags-table";
import { deleteTagAction, mergeTagsAction } from "../actions";
import { MergeDialog } from "../merge-dialog";
import { useEditDone } from "../use-edit-done";
import { EditTagDialog } from "./edit-tag-dialog";

/** Renames, merges or deletes a tag. */
export function TagActions({ tag, denial }: { tag: TagRow; denial: string | null }) {
  const [asking, setAsking] = useState<"edit" | "merge" | "delete" | null>(null);
  const { id, name, numbers } = tag;
  const close = () => setAsking(null);
  if (denial !== null) return <span className="text-xs text-faint">{denial}</span>;
  return (
    <>
      <Menu trigger={<IconButton label={`Change tag ${name}`} icon={<Ellipsis />} hasTooltip={false} />}>
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setAsking("edit")}>
          Edit…
        </MenuItem>
        <MenuItem icon={<Merge aria-hidden />} onSelect={() => setAsking("merge")}>
          Merge into…
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden />} onSelect={() => setAsking("delete")}>
          Delete…
        </MenuItem>
      </Menu>
      {asking === "edit" && <EditTagDialog tag={tag} onClose={close} />}
      {asking === "merge" && (
        <MergeDialog
          kind="tag"
          one={{ id, name, numbers }}
          consequences={(into) => `Numbers with ${name} get ${into} in its place, and ${name} is deleted.`}
          onMerge={(input) => mergeTagsAction(input)}
          onClose={close}
        />
      )}
      {asking === "delete" && <DeleteDialog tag={tag} onClose={close} />}
    </>
  );
}

function DeleteDialog({ tag, onClose }: { tag: TagRow; onClose: () => void }) {
  // Each opening is an act of its own: a tag that was deleted and brought back can be deleted again.
  const [editId] = useState(() => crypto.randomUUID());
  const finish = useEditDone();
  const { id, name, numbers } = tag;
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      verb={numbers === 0 ? `Delete ${name}, used by` : `Delete ${name} from`}
      action={numbers === 0 ? "Delete tag of" : "Delete from"}
      count={numbers}
      items={[<TagChip key={id} tag={tag} />]}
      isReasonAsked={numbers > ONE_CLICK_NUMBERS}
      consequences={
        numbers === 0
          ? "No number has this tag."
          : "The numbers stay as they are, without this tag. Saved views that filter by it show nothing."
      }
      onConfirm={async (reason) => {
        const result = await deleteTagAction({ id, editId, reason });
        if (!result.ok) return result;
        finish(result.data, `Tag ${name} deleted.`);
      }}
    />
  );
}
