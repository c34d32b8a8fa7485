"use client";

import { useRef } from "react";
import { cx } from "../ui/cx";

export type CellEditing = {
  text: string;
  onType: (text: string) => void;
  /** Keeps the text; `to`: where to go then. */
  onKeep: (to: "next" | "right" | "left" | "stay") => void;
  onLeave: () => void;
};

/** A cell while it is typed in: Enter keeps and goes on, Tab keeps and goes to the next cell, Escape leaves it as it was. */
export function CellEditor({ editing, label, isMono }: { editing: CellEditing; label: string; isMono: boolean }) {
  const { text, onType, onKeep, onLeave } = editing;
  // Moving the focus away ends the editing a second time.
  const isOver = useRef(false);
  const end = (act: () => void) => {
    if (isOver.current) return;
    isOver.current = true;
    act();
  };
  return (
    <input
      autoFocus
      aria-label={label}
      autoComplete="off"
      spellCheck={false}
      value={text}
      onFocus={(event) => event.target.setSelectionRange(event.target.value.length, event.target.value.length)}
      onChange={(event) => onType(event.target.value)}
      onBlur={() => end(() => onKeep("stay"))}
      onKeyDown={(event) => {
        if (event.key === "Enter") end(() => onKeep("next"));
        else if (event.key === "Tab") end(() => onKeep(event.shiftKey ? "left" : "right"));
        else if (event.key === "Escape") end(onLeave);
        else return event.stopPropagation();
        event.preventDefault();
        event.stopPropagation();
      }}
      className={cx(
        "absolute inset-0 w-full bg-surface px-3 text-ink outline-2 -outline-offset-2 outline-accent",
        isMono && "font-mono",
      )}
    />
  );
}
