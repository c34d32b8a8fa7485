"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { MAX_NOTE_LENGTH, type NoteView } from "@/lib/domain/number-note";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Failure, Result } from "@/lib/domain/result";
import { addNoteAction, changeNoteAction } from "../../customers/actions";

/** What people know of the number, newest first. */
export function NumberNotes({
  number,
  notes,
  denial,
}: {
  number: PhoneNumber;
  notes: readonly NoteView[];
  denial: string | null;
}) {
  return (
    <Section title="Notes">
      {denial === null ? (
        <NoteForm label="New note" action="Add note" onSave={(text, id) => addNoteAction({ id, number, text })} />
      ) : (
        notes.length === 0 && <p className="text-sm text-muted">No notes.</p>
      )}
      {notes.length > 0 && (
        <ol className="divide-y divide-line border-y border-line">
          {notes.map((note) => (
            <Note key={note.id} note={note} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Note({ note }: { note: NoteView }) {
  const router = useRouter();
  const [isEditing, setIsEditing] = useState(false);
  const [isBusy, startTransition] = useTransition();
  const setRemoved = (isRemoved: boolean) =>
    startTransition(async () => {
      const result = await settleAction(changeNoteAction({ id: note.id, isRemoved }));
      if (!result.ok) toast.error(result.error.message);
      else if (isRemoved)
        toast.success("Note removed.", {
          duration: 10_000,
          action: { label: "Undo", onClick: () => setRemoved(false) },
        });
      router.refresh();
    });
  return (
    <li className="flex flex-col gap-1 py-2 text-sm">
      {isEditing ? (
        <NoteForm
          label="Note"
          action="Save note"
          initial={note.text}
          onSave={(text) => changeNoteAction({ id: note.id, text })}
          onClose={() => setIsEditing(false)}
        />
      ) : (
        <p className="[overflow-wrap:anywhere] whitespace-pre-wrap text-ink">{note.text}</p>
      )}
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 text-xs text-muted">
        <span>{note.author ?? "A former person"}</span>
        <RelativeTime at={note.createdAt} />
        {note.editedAt && (
          <span>
            edited <RelativeTime at={note.editedAt} />
          </span>
        )}
        {note.canChange && !isEditing && (
          <span className="ml-auto flex gap-1">
            <Button size="sm" variant="ghost" onClick={() => setIsEditing(true)}>
              Edit
            </Button>
            <Button size="sm" variant="ghost" isBusy={isBusy} onClick={() => setRemoved(true)}>
              Remove
            </Button>
          </span>
        )}
      </div>
    </li>
  );
}

/** Ctrl or ⌘ with Enter saves, Escape leaves. */
function NoteForm({
  label,
  action,
  initial = "",
  onSave,
  onClose,
}: {
  label: string;
  action: string;
  initial?: string;
  onSave: (text: string, id: string) => Promise<Result<unknown>>;
  onClose?: () => void;
}) {
  const router = useRouter();
  const [text, setText] = useState(initial);
  const [id, setId] = useState(() => crypto.randomUUID());
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, startTransition] = useTransition();
  const isEmpty = text.trim() === "";
  const save = () => {
    if (isEmpty || isBusy) return;
    startTransition(async () => {
      const result = await settleAction(onSave(text, id));
      setFailure(result.ok ? undefined : result.error);
      if (!result.ok) return;
      setText(initial);
      setId(crypto.randomUUID());
      onClose?.();
      router.refresh();
    });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) save();
    else if (event.key === "Escape" && onClose) onClose();
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label={label} isLabelHidden>
        <Textarea
          rows={text === "" ? 1 : 3}
          maxLength={MAX_NOTE_LENGTH}
          placeholder="What others should know about this number"
          value={text}
          autoFocus={onClose !== undefined}
          onText={setText}
          onKeyDown={press}
        />
      </Field>
      {failure && <FailureBanner failure={failure} />}
      {(!isEmpty || onClose) && (
        <div className="flex gap-2">
          <Button
            size="sm"
            variant="primary"
            isBusy={isBusy}
            disabledReason={isEmpty ? "Write something." : null}
            onClick={save}
          >
            {action}
          </Button>
          <Button size="sm" onClick={() => (onClose ? onClose() : setText(""))}>
            Discard
          </Button>
        </div>
      )}
    </div>
  );
}
