"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { ColumnList } from "@/lib/domain/preferences";
import { setColumnsAction } from "../../preference-actions";
import { useSave } from "./use-save";

export function ColumnsField({
  legend,
  list,
  columns,
  shown,
}: {
  legend: string;
  list: ColumnList;
  columns: readonly { name: string; label: string }[];
  shown: readonly string[];
}) {
  const { save, isBusy } = useSave();
  const choose = (names: string[] | null) => save(() => setColumnsAction({ list, names }), "Columns saved");
  return (
    <fieldset className="flex flex-col gap-1" disabled={isBusy}>
      <legend className="mb-1 text-xs font-medium text-muted">{legend}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {columns.map(({ name, label }) => (
          <Checkbox
            key={name}
            label={label}
            checked={shown.includes(name)}
            onChange={({ target }) =>
              choose(
                columns.flatMap((column) =>
                  (column.name === name ? target.checked : shown.includes(column.name)) ? [column.name] : [],
                ),
              )
            }
          />
        ))}
      </div>
      <Button size="sm" variant="ghost" className="self-start" onClick={() => choose(null)}>
        Reset columns
      </Button>
    </fieldset>
  );
}
