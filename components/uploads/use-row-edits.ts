"use client";

import { useCallback, useRef, useState } from "react";
import type { Failure, Result } from "@/lib/domain/result";
import type { EditedRows, EditRowsInput } from "@/lib/domain/uploads/upload-view";
import { settleAction } from "../feedback/settle-action";

/** Cells of a row as they were changed, until the server shows them; null: the row was taken out. */
export type RowDraft = Readonly<Record<string, string>> | null;

type Act = (revision: number) => Promise<Result<EditedRows>>;

/**
 * Sends changes of rows one after another, each with the number of the change before it. What was typed stays on screen until the rows
 * are read again; a change that the server refuses is taken back and its failure shown.
 */
export function useRowEdits({
  id,
  revision,
  edit,
  onChanged,
}: {
  id: string;
  revision: number;
  edit: (input: EditRowsInput) => Promise<Result<EditedRows>>;
  /** Reads again what is on screen. */
  onChanged: () => Promise<unknown>;
}) {
  const [drafts, setDrafts] = useState<ReadonlyMap<number, RowDraft>>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [running, setRunning] = useState(0);
  const last = useRef(revision);
  const chain = useRef<Promise<void>>(Promise.resolve());

  const run = useCallback(
    (act: Act, onSettled: () => void = () => undefined) => {
      setRunning((count) => count + 1);
      setFailure(null);
      chain.current = chain.current.then(async () => {
        const result = await settleAction(act(last.current));
        if (result.ok) last.current = result.data.revision;
        else setFailure(result.error);
        await onChanged().catch(() => undefined);
        onSettled();
        setRunning((count) => count - 1);
      });
      return chain.current;
    },
    [onChanged],
  );
  const change = (seq: number, cells: RowDraft) => {
    setDrafts((before) => new Map(before).set(seq, cells === null ? null : { ...before.get(seq), ...cells }));
    return run(
      (current) => edit({ id, revision: current, rows: [{ seq, cells }] }),
      () => setDrafts((before) => new Map([...before].filter(([other]) => other !== seq))),
    );
  };
  return {
    drafts,
    failure,
    isSaving: running > 0,
    change,
    run,
    /** The number of the last change, where somebody else has made one. */
    follow: (current: number) => {
      last.current = Math.max(last.current, current);
    },
  };
}
