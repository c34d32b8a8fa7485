"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { DraftName } from "@/lib/domain/order";
import { MAX_LIST_NUMBERS } from "@/lib/domain/number-list";
import type { Failure } from "@/lib/domain/result";
import { fetchResult } from "../feedback/fetch-result";
import { changeRows, type DraftRow, EMPTY_DRAFT, type FileSource, checkDraft, type NumberDraft } from "./draft";
import { keepDraft, readDraft } from "./draft-store";

export type NumberDraftState = {
  draft: NumberDraft;
  checked: ReturnType<typeof checkDraft>;
  /** A file is being read, or the checked rows lag behind the typing: nothing may be ordered meanwhile. */
  isReading: boolean;
  max: number;
  failure: Failure | null;
  /** Names of the files that are being read. */
  incoming: readonly string[];
  setText: (text: string) => void;
  addFiles: (files: readonly File[]) => Promise<void>;
  removeFile: (id: string) => void;
  change: (changes: readonly { row: DraftRow; to: string | null }[]) => void;
  clear: () => void;
};

/**
 * What a person gives as numbers, read at once. Use it only in a component that is first drawn in the browser (`useIsHydrated`): the draft
 * kept under `name` is read while it is drawn. `given` (from the address) goes before it.
 */
export function useNumberDraft(
  name: DraftName,
  { given, max = MAX_LIST_NUMBERS }: { given?: string; max?: number },
): NumberDraftState {
  const [draft, setDraft] = useState<NumberDraft>(() => (given ? { text: given, files: [] } : readDraft(name)));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [incoming, setIncoming] = useState<readonly string[]>([]);
  const deferred = useDeferredValue(draft);
  const checked = useMemo(() => checkDraft(deferred, max), [deferred, max]);
  useEffect(() => keepDraft(name, draft), [name, draft]);

  const addFile = async (file: File) => {
    setIncoming((names) => [...names, file.name]);
    const result = await fetchResult<Omit<FileSource, "id">>("/api/numbers/read-file", {
      method: "POST",
      headers: { "X-File-Name": encodeURIComponent(file.name), "Content-Type": "application/octet-stream" },
      body: file,
    });
    setIncoming((names) => names.filter((_, index) => index !== names.indexOf(file.name)));
    if (result.ok)
      setDraft((before) => ({ ...before, files: [...before.files, { id: crypto.randomUUID(), ...result.data }] }));
    else setFailure({ ...result.error, message: result.error.message });
  };

  return {
    draft,
    checked,
    isReading: deferred !== draft || incoming.length > 0,
    max,
    failure,
    incoming,
    setText: (text) => setDraft((before) => ({ ...before, text })),
    addFiles: async (files) => {
      setFailure(null);
      for (const file of files) await addFile(file);
    },
    removeFile: (id) => setDraft((before) => ({ ...before, files: before.files.filter((file) => file.id !== id) })),
    change: (changes) => setDraft((before) => changeRows(before, changes)),
    clear: () => {
      setFailure(null);
      setDraft(EMPTY_DRAFT);
      keepDraft(name, EMPTY_DRAFT);
    },
  };
}
