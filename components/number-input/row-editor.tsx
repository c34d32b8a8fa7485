"use client";

import { CircleAlert, CircleDot, Copy, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { formatNational, parsePhoneNumber } from "@/lib/domain/phone-number";
import { Input } from "../ui/input";
import type { DraftRow } from "./draft";

/** One spelling, edited in place and read again at every key. Enter keeps it and goes on to the next; Escape takes the change back. */
export function RowEditor({
  row,
  place,
  message,
  onChange,
}: {
  row: DraftRow;
  place: string;
  message: string;
  onChange: (to: string, isGoingOn: boolean) => void;
}) {
  const [text, setText] = useState(row.original);
  const id = useId();
  const isEdited = text !== row.original;
  const reading = isEdited ? parsePhoneNumber(text) : null;
  const keep = (isGoingOn: boolean) => {
    if (isEdited) onChange(text.trim(), isGoingOn);
  };
  return (
    <div className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1">
      <span className="w-56 max-w-full">
        <Input
          isMono
          aria-label={`Number on ${place}`}
          aria-describedby={id}
          aria-invalid={(reading ? !reading.ok : row.outcome === "invalid") || undefined}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onText={setText}
          onBlur={() => keep(false)}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              keep(true);
            } else if (event.key === "Escape") setText(row.original);
          }}
        />
      </span>
      <p id={id} className="flex min-h-8 min-w-52 flex-1 items-center gap-1.5 text-xs text-pretty text-muted">
        {reading?.ok ? (
          <>
            <CircleDot aria-hidden className="size-3.5 shrink-0 text-accent" />
            <span>
              Reads as <span className="font-mono text-ink">{formatNational(reading.number)}</span>. Enter keeps it.
            </span>
          </>
        ) : (
          <>
            <RowIcon row={row} isInvalid={reading !== null} />
            <span>
              {reading ? reading.message : message || (row.outcome === "valid" ? formatNational(row.number) : "")}
            </span>
          </>
        )}
      </p>
    </div>
  );
}

function RowIcon({ row, isInvalid }: { row: DraftRow; isInvalid: boolean }) {
  if (isInvalid || row.outcome === "invalid")
    return <CircleAlert role="img" aria-label="Invalid:" className="size-3.5 shrink-0 text-bad" />;
  if (row.outcome === "duplicate")
    return <Copy role="img" aria-label="Duplicate:" className="size-3.5 shrink-0 text-pending" />;
  if (row.warnings.length > 0)
    return <TriangleAlert role="img" aria-label="Warning:" className="size-3.5 shrink-0 text-pending" />;
  return <CircleDot role="img" aria-label="Valid:" className="size-3.5 shrink-0 text-accent" />;
}
