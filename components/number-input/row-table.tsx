"use client";

import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Table } from "../data-table/table";
import { useRowWindow } from "../data-table/use-row-window";
import { IconButton } from "../ui/icon-button";
import type { DraftRow } from "./draft";
import { RowEditor } from "./row-editor";
import type { NumberDraftState } from "./use-number-draft";

const HEAD =
  "sticky top-0 z-[2] h-8 border-b border-line bg-sunken px-3 text-left text-xs font-medium whitespace-nowrap text-muted";

/** Rows of the input, any number of them: the line of each, its text to edit in place, what was found and how to correct it. */
export function RowTable({
  rows,
  all,
  input,
}: {
  rows: readonly DraftRow[];
  all: readonly DraftRow[];
  input: NumberDraftState;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const focusAt = useRef<number | null>(null);
  const { indexes, before, after, measure } = useRowWindow({ count: rows.length, body, estimate: 45 });
  // A corrected row leaves the list: the next one moves up, and typing continues there.
  useEffect(() => {
    if (focusAt.current === null) return;
    body.current?.querySelector<HTMLInputElement>(`tr[data-index="${focusAt.current}"] input`)?.focus();
    focusAt.current = null;
  }, [rows]);

  const nameSource = (row: DraftRow) =>
    row.fileId === null ? null : (input.draft.files.find((file) => file.id === row.fileId)?.name ?? null);
  const describePlace = (row: DraftRow) =>
    `line ${row.line}${nameSource(row) === null ? "" : ` of ${nameSource(row)}`}`;
  const explain = (row: DraftRow) => {
    if (row.outcome === "invalid") return row.message;
    const first = row.outcome === "duplicate" ? all[row.duplicateOf - 1] : undefined;
    if (first) return `The same number is already on ${describePlace(first)}.`;
    return row.warnings.map((warning) => warning.message).join(" ");
  };
  return (
    <Table label="Rows of the input" isStacked={false} className="max-h-96">
      <thead>
        <tr>
          <th scope="col" className={`${HEAD} w-24`}>
            Line
          </th>
          <th scope="col" className={HEAD}>
            As given, and what was found
          </th>
          <th scope="col" className={`${HEAD} w-10`}>
            <span className="sr-only">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {before > 0 && <tr aria-hidden style={{ height: before }} />}
        {indexes.map((index) => {
          const row = rows[index];
          if (!row) return null;
          const place = describePlace(row);
          return (
            <tr key={`${row.key} ${row.original}`} ref={measure} data-row data-index={index} className="hover:bg-hover">
              <td className="border-b border-line px-3 py-1.5 align-top text-xs text-muted">
                <span className="flex min-h-7 flex-col justify-center">
                  <span className="tabular-nums">{row.line}</span>
                  {nameSource(row) !== null && <span className="max-w-32 truncate text-faint">{nameSource(row)}</span>}
                </span>
              </td>
              <td className="border-b border-line px-1 py-1.5 align-top">
                <RowEditor
                  row={row}
                  place={place}
                  message={explain(row)}
                  onChange={(to, isGoingOn) => {
                    focusAt.current = isGoingOn ? index : null;
                    input.change([{ row, to }]);
                  }}
                />
              </td>
              <td className="border-b border-line px-1 py-2 text-right align-top">
                <IconButton
                  size="sm"
                  label={`Remove ${place}`}
                  hasTooltip={false}
                  icon={<X />}
                  onClick={() => {
                    focusAt.current = index;
                    input.change([{ row, to: null }]);
                  }}
                />
              </td>
            </tr>
          );
        })}
        {after > 0 && <tr aria-hidden style={{ height: after }} />}
      </tbody>
    </Table>
  );
}
