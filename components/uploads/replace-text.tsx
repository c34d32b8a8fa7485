"use client";

import { useQuery } from "@tanstack/react-query";
import { Replace } from "lucide-react";
import { useState } from "react";
import { fetchResult } from "../feedback/fetch-result";
import { useSettled } from "../inventory/use-settled";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { formatCount, formatNoun } from "../ui/format";
import { Input } from "../ui/input";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import type { GridColumn } from "./check-row";

type Where = "whole" | "part";
export type TextReplacement = { column: number; find: string; replace: string; in: Where };

/** One statement more for each: what the server takes at once. */
const MAX_CELLS = 100_000;

/** Replaces a text in all cells of a column at once, whole or in a part; says before how many cells that changes. */
export function ReplaceText({
  source,
  columns,
  denial,
  isBusy,
  onReplace,
}: {
  /** The address that counts cells; it changes with every change of rows. */
  source: { address: string; revision: number };
  columns: readonly GridColumn[];
  denial: string | null;
  isBusy: boolean;
  onReplace: (replacement: TextReplacement) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
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
        description="Ignores case. One click undoes it."
      >
        <ReplaceForm
          source={source}
          columns={columns}
          onClose={() => setIsOpen(false)}
          onReplace={(replacement) => {
            onReplace(replacement);
            setIsOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function ReplaceForm({
  source,
  columns,
  onClose,
  onReplace,
}: {
  source: { address: string; revision: number };
  columns: readonly GridColumn[];
  onClose: () => void;
  onReplace: (replacement: TextReplacement) => void;
}) {
  const [column, setColumn] = useState(columns.find(({ isNumber }) => !isNumber)?.index ?? columns[0]?.index ?? 0);
  const [find, setFind] = useState("");
  const [replace, setReplace] = useState("");
  const [where, setWhere] = useState<Where>("whole");
  const { cells, isCounting } = useCellCount(source, { column, find, in: where });
  const isSame = where === "whole" ? find.trim() === replace.trim() : find === replace;
  const missing =
    where === "part" && find === ""
      ? "Enter the text to look for."
      : isSame
        ? "Both texts are the same."
        : isCounting
          ? "The cells are being counted."
          : cells === 0
            ? "No cell holds it."
            : cells !== null && cells > MAX_CELLS
              ? `More than ${formatCount(MAX_CELLS)} cells: set the value for all rows on the map instead.`
              : null;
  return (
    <form
      className="flex flex-col gap-3 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) onReplace({ column, find, replace, in: where });
      }}
    >
      <Field label="Column">
        <Select
          options={columns.map(({ index, label }) => ({ value: String(index), label }))}
          value={String(column)}
          onChange={(event) => setColumn(Number(event.target.value))}
        />
      </Field>
      <Segmented
        label="Look for"
        name="replace-in"
        value={where}
        options={[
          { value: "whole", label: "The whole cell" },
          { value: "part", label: "A part of it" },
        ]}
        onChange={setWhere}
      />
      <Field
        label="Cells that hold"
        hint={where === "whole" ? "Leave blank for empty cells." : "Anywhere in the cell."}
      >
        <Input value={find} maxLength={1_000} onText={setFind} />
      </Field>
      <Field label="Replace with">
        <Input value={replace} maxLength={1_000} onText={setReplace} />
      </Field>
      <p role="status" className="min-h-5 text-sm text-muted">
        {cells === null || isCounting
          ? "…"
          : cells > MAX_CELLS
            ? `More than ${formatCount(MAX_CELLS)} cells hold it.`
            : `${formatNoun(cells, "cell holds", "cells hold")} it.`}
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Keep them</Button>
        <Button type="submit" variant="primary" disabledReason={missing}>
          {cells !== null && cells > 0 && cells <= MAX_CELLS ? `Replace in ${formatNoun(cells, "cell")}` : "Replace"}
        </Button>
      </div>
    </form>
  );
}

/** How many cells hold the text that is being typed; null where that is not known. */
function useCellCount(
  { address, revision }: { address: string; revision: number },
  input: Omit<TextReplacement, "replace">,
): { cells: number | null; isCounting: boolean } {
  const query = new URLSearchParams({ column: String(input.column), find: input.find, in: input.in }).toString();
  const settled = useSettled(query, 250);
  const { data, isFetching } = useQuery({
    queryKey: ["upload-cells", address, revision, settled],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const result = await fetchResult<{ cells: number }>(`${address}?${settled}`, { signal });
      return result.ok ? result.data.cells : null;
    },
  });
  return { cells: data ?? null, isCounting: isFetching || settled !== query };
}
