"use client";

import { Replace } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import type { GridColumn } from "./check-row";

export type TextReplacement = { column: number; find: string; replace: string };

/** Replaces a text in all cells of a column at once. It starts from the cell that was active. */
export function ReplaceText({
  columns,
  denial,
  isBusy,
  onReplace,
}: {
  columns: readonly GridColumn[];
  denial: string | null;
  isBusy: boolean;
  onReplace: (replacement: TextReplacement) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [column, setColumn] = useState(columns.find(({ isNumber }) => !isNumber)?.index ?? columns[0]?.index ?? 0);
  const [find, setFind] = useState("");
  const [replace, setReplace] = useState("");
  const isSame = find.trim() === replace.trim();
  return (
    <>
      <Button
        size="sm"
        icon={<Replace aria-hidden />}
        disabledReason={denial}
        isBusy={isBusy}
        onClick={() => setIsOpen(true)}
      >
        Find and replace
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        size="sm"
        title="Find and replace in a column"
        description="Whole cells only, upper and lower case alike. One click undoes it."
      >
        <form
          className="flex flex-col gap-3 pb-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (isSame) return;
            onReplace({ column, find, replace });
            setIsOpen(false);
          }}
        >
          <Field label="Column">
            <Select
              options={columns.map(({ index, label }) => ({ value: String(index), label }))}
              value={String(column)}
              onChange={(event) => setColumn(Number(event.target.value))}
            />
          </Field>
          <Field label="Cells that hold" hint="Leave blank for empty cells.">
            <Input value={find} maxLength={1_000} onChange={(event) => setFind(event.target.value)} />
          </Field>
          <Field label="Replace with">
            <Input value={replace} maxLength={1_000} onChange={(event) => setReplace(event.target.value)} />
          </Field>
          <div className="flex justify-end gap-2 pt-1">
            <Button onClick={() => setIsOpen(false)}>Keep them</Button>
            <Button type="submit" variant="primary" disabledReason={isSame ? "Both texts are the same." : null}>
              Replace in all rows
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
