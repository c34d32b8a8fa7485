"use client";

import { SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { Popover } from "radix-ui";
import { useOptimistic, useTransition } from "react";
import { type ColumnList, DENSITIES, type Density } from "@/lib/domain/preferences";
import type { Result } from "@/lib/domain/result";
import { settleAction } from "../feedback/settle-action";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Segmented } from "../ui/segmented";
import { toast } from "../ui/toaster";
import { useDensity } from "./table";

export const DENSITY_LABELS = { comfortable: "Comfortable", compact: "Compact" } as const satisfies Record<
  Density,
  string
>;

/** The server's part, handed in by the page. */
export type DisplayActions = {
  setColumns: (input: { list: ColumnList; names: string[] | null }) => Promise<Result<null>>;
  setDensity: (input: { density: Density }) => Promise<Result<null>>;
};

/** Which columns a list has and how high its rows are; kept per person, in every browser. */
export function DisplayMenu({
  list,
  columns,
  shown,
  actions,
}: {
  list: ColumnList;
  /** Those that can be chosen, in the table's order. */
  columns: readonly { name: string; label: string }[];
  shown: readonly string[];
  actions: DisplayActions;
}) {
  const router = useRouter();
  const density = useDensity();
  const [isBusy, startTransition] = useTransition();
  const [chosen, setChosen] = useOptimistic(shown);
  const [height, setHeight] = useOptimistic(density);
  const save = (ask: () => Promise<Result<null>>, prepare: () => void) =>
    startTransition(async () => {
      prepare();
      const result = await settleAction(ask());
      if (!result.ok) toast.error(result.error.message);
      router.refresh();
    });
  const choose = (names: string[] | null) =>
    save(
      () => actions.setColumns({ list, names }),
      () => names && setChosen(names),
    );
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button size="sm" icon={<SlidersHorizontal aria-hidden />} isBusy={isBusy}>
          Display
        </Button>
      </Popover.Trigger>
      <Popover.Portal container={typeof document === "undefined" ? null : document.getElementById("content")}>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Display"
          className="z-50 flex w-64 animate-rise flex-col gap-3 rounded-lg bg-raised p-3 shadow-high"
        >
          <Segmented
            label="Rows"
            name="density"
            value={height}
            options={DENSITIES.map((value) => ({ value, label: DENSITY_LABELS[value] }))}
            onChange={(value) =>
              save(
                () => actions.setDensity({ density: value }),
                () => setHeight(value),
              )
            }
          />
          <fieldset className="flex flex-col">
            <legend className="mb-1 text-xs font-medium text-muted">Columns</legend>
            {columns.map(({ name, label }) => (
              <Checkbox
                key={name}
                label={label}
                checked={chosen.includes(name)}
                onChange={({ target }) =>
                  choose(
                    columns.flatMap((column) =>
                      (column.name === name ? target.checked : chosen.includes(column.name)) ? [column.name] : [],
                    ),
                  )
                }
              />
            ))}
          </fieldset>
          <Button size="sm" variant="ghost" className="self-start" onClick={() => choose(null)}>
            Reset columns
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
