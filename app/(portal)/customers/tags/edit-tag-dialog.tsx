"use client";

import { type CSSProperties, useState } from "react";
import { useReloadingAction } from "@/components/feedback/use-action";
import { DialogForm } from "@/components/form/dialog-form";
import { TagChip } from "@/components/numbers/label-chips";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { TAG_HUE_NAMES, TAG_HUES, TAG_LIMITS, type TagHue, tagName, type TagView } from "@/lib/domain/tag";
import { editTagAction } from "../actions";

/** Another name or color, for all numbers with the tag. */
export function EditTagDialog({ tag, onClose }: { tag: TagView; onClose: () => void }) {
  const [name, setName] = useState(tag.name);
  const [hue, setHue] = useState<TagHue>(TAG_HUE_NAMES.find((one) => one === tag.hue) ?? "blue");
  const { run, isBusy, failure } = useReloadingAction();
  const parsed = tagName.safeParse(name);
  const missing = parsed.success ? null : (parsed.error.issues[0]?.message ?? "Enter a name.");
  const save = () =>
    run(
      () => editTagAction({ id: tag.id, name, hue }),
      (saved) => {
        if (saved.name !== tag.name) toast.success(`${tag.name} renamed to ${saved.name}.`);
        onClose();
      },
    );
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} size="sm" title={`Edit tag ${tag.name}`}>
      <DialogForm
        submitLabel="Save"
        dismissLabel="Discard"
        missing={missing}
        failure={failure?.fields ? null : failure}
        isBusy={isBusy}
        onSubmit={save}
        onClose={onClose}
      >
        <Field label="Name" errors={failure?.fields?.name} isRequired>
          <Input
            data-first-focus
            maxLength={TAG_LIMITS.name}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 text-xs font-medium text-muted">Color</legend>
          <div className="flex flex-wrap gap-1.5">
            {TAG_HUE_NAMES.map((one) => (
              <label
                key={one}
                title={one}
                style={{ "--mark-hue": TAG_HUES[one] } as CSSProperties}
                className="carrier-mark flex size-7 cursor-pointer items-center justify-center rounded-md has-checked:outline-2 has-checked:outline-offset-1 has-checked:outline-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="hue"
                  aria-label={one}
                  checked={one === hue}
                  onChange={() => setHue(one)}
                  className="sr-only"
                />
                <span aria-hidden className="text-xs">
                  Aa
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <p className="text-sm text-muted">
          Shown as <TagChip tag={{ id: tag.id, name: parsed.success ? parsed.data : tag.name, hue }} />
        </p>
      </DialogForm>
    </Dialog>
  );
}
