"use client";

import { ChevronDown } from "lucide-react";
import { useMemo, useState } from "react";
import { useSelection } from "@/components/data-table/selection";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { findRuns } from "@/lib/domain/inventory-search";
import type { PhoneNumber } from "@/lib/domain/phone-number";

const LENGTHS = [2, 5, 10, 25, 50, 100];

/** Picking many at once: the first so many in the order of the table, all, or runs without gaps. */
export function PickTools({ free }: { free: readonly PhoneNumber[] }) {
  const selection = useSelection();
  const [amount, setAmount] = useState("10");
  const runs = useMemo(() => findRuns(free), [free]);
  if (!selection || free.length === 0) return null;
  const wanted = Number(amount.replace(/[,\s]/g, ""));
  const isSound = Number.isInteger(wanted) && wanted >= 1;
  const pickFirst = () =>
    selection.add(free.filter((number) => !selection.isSelected(number)).slice(0, isSound ? wanted : 0));
  const kinds = LENGTHS.map((length) => ({ length, own: runs.filter((run) => run.length >= length) })).filter(
    ({ own }) => own.length > 0,
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <form
        className="flex items-center gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          pickFirst();
        }}
      >
        <span className="w-16">
          <Input aria-label="How many to pick" inputMode="numeric" value={amount} onText={setAmount} />
        </span>
        <Button type="submit" size="sm" disabledReason={isSound ? null : "Give a whole number."}>
          Pick the next
        </Button>
      </form>
      <Button size="sm" onClick={() => selection.add(free)}>
        Pick all {formatCount(free.length)}
      </Button>
      <Menu
        trigger={
          <Button size="sm">
            Runs
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        <MenuLabel>Numbers that follow one another</MenuLabel>
        {kinds.length === 0 ? (
          <MenuLabel>None of these follow one another.</MenuLabel>
        ) : (
          <>
            <MenuItem onSelect={() => selection.add(runs[0] ?? [])}>
              The longest run: {formatNoun(runs[0]?.length ?? 0, "number")}
            </MenuItem>
            {kinds.map(({ length, own }) => (
              <MenuItem key={length} onSelect={() => selection.add(own.flat())}>
                {formatNoun(own.length, "run")} of {length} or more:{" "}
                {formatNoun(
                  own.reduce((sum, run) => sum + run.length, 0),
                  "number",
                )}
              </MenuItem>
            ))}
          </>
        )}
      </Menu>
    </div>
  );
}
