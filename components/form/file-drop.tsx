"use client";

import { type DragEvent, type RefObject, useState } from "react";

export const LIST_FILES =
  ".csv,.tsv,.txt,.xlsx,text/csv,text/plain,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Where files can be dropped: its props, and whether something is held over it. */
export function useFileDrop(onDrop: (files: FileList) => void) {
  const [isOver, setIsOver] = useState(false);
  const area = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      onDrop(event.dataTransfer.files);
    },
  };
  return { isOver, area };
}

/** The browser's own picker, opened by the click on a button; the same file can be chosen again. */
export const FilePicker = ({
  picker,
  accept,
  label,
  multiple,
  onPick,
}: {
  picker: RefObject<HTMLInputElement | null>;
  accept: string;
  label: string;
  multiple?: boolean;
  onPick: (files: FileList | null) => void;
}) => (
  <input
    ref={picker}
    type="file"
    multiple={multiple}
    accept={accept}
    aria-label={label}
    tabIndex={-1}
    className="sr-only"
    onChange={(event) => {
      onPick(event.target.files);
      event.target.value = "";
    }}
  />
);
