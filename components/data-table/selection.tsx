"use client";

import {
  createContext,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { Checkbox } from "../ui/checkbox";
import { formatCount } from "../ui/format";
import { Button } from "../ui/button";
import { isTyping } from "../shell/early-keys";

type Selection = {
  /** IDs of the rows on this page, in order. */
  ids: readonly string[];
  selected: ReadonlySet<string>;
  isSelected: (id: string) => boolean;
  toggle: (id: string, isRange: boolean) => void;
  toggleAll: () => void;
  /** Adds these to the selection. */
  add: (ids: readonly string[]) => void;
  clear: () => void;
};

const SelectionContext = createContext<Selection | null>(null);

/** Null outside a `SelectionProvider`. */
export const useSelection = () => use(SelectionContext);

/** Holds the selection; `ids` are the rows on this page. The selection is kept across pages. */
export function SelectionProvider({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string | null>(null);

  const toggle = useCallback(
    (id: string, isRange: boolean) => {
      const from = anchor.current;
      anchor.current = id;
      setSelected((before) => {
        const after = new Set(before);
        const shouldSelect = !before.has(id);
        for (const one of isRange && from !== null ? listRange(ids, from, id) : [id]) {
          if (shouldSelect) after.add(one);
          else after.delete(one);
        }
        return after;
      });
    },
    [ids],
  );
  const toggleAll = useCallback(
    () =>
      setSelected((before) => {
        const after = new Set(before);
        const hasAll = ids.every((id) => before.has(id));
        for (const id of ids) {
          if (hasAll) after.delete(id);
          else after.add(id);
        }
        return after;
      }),
    [ids],
  );
  const add = useCallback((more: readonly string[]) => setSelected((before) => new Set([...before, ...more])), []);
  const clear = useCallback(() => setSelected(new Set()), []);
  const value = useMemo(
    () => ({ ids, selected, isSelected: (id: string) => selected.has(id), toggle, toggleAll, add, clear }),
    [ids, selected, toggle, toggleAll, add, clear],
  );
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

/** The IDs between two rows, inclusive, in screen order; only `to` if `from` is no longer on screen. */
function listRange(ids: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  if (a === -1 || b === -1) return [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function SelectAllCheckbox({ label = "Select all on this page" }: { label?: string }) {
  const selection = useSelection();
  if (!selection) return null;
  const count = selection.ids.filter(selection.isSelected).length;
  const isAll = count > 0 && count === selection.ids.length;
  return (
    <Checkbox
      aria-label={label}
      checked={isAll}
      isIndeterminate={count > 0 && !isAll}
      disabled={selection.ids.length === 0}
      onChange={selection.toggleAll}
    />
  );
}

/** Shift-click selects the range from the last selected row. */
export function SelectRowCheckbox({ id, label }: { id: string; label: string }) {
  const selection = useSelection();
  if (!selection) return null;
  return (
    <Checkbox
      aria-label={`Select ${label}`}
      checked={selection.isSelected(id)}
      onChange={(event) => {
        const { nativeEvent } = event;
        selection.toggle(id, "shiftKey" in nativeEvent && nativeEvent.shiftKey === true);
      }}
    />
  );
}

/** Escape clears the selection, unless it closes something or leaves a field. */
function useEscape(isOn: boolean, clear: () => void) {
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || isTyping(event.target)) return;
    if (document.querySelector("[role=dialog], [role=menu]")) return;
    clear();
  });
  useEffect(() => {
    if (!isOn) return;
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [isOn]);
}

/** The actions on the selection; shown only while something is selected. */
export function SelectionBar({
  noun = "selected",
  text,
  children,
}: {
  noun?: string;
  /** In place of the count, where more than these rows are meant. */
  text?: string;
  children: (selected: readonly string[], clear: () => void) => ReactNode;
}) {
  const selection = useSelection();
  useEscape(selection !== null && selection.selected.size > 0, () => selection?.clear());
  if (!selection || selection.selected.size === 0) return null;
  return (
    <div
      role="region"
      aria-label="Actions on the selection"
      className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-accent-line bg-accent-soft px-3 py-2"
    >
      <p aria-live="polite" className="text-sm font-medium text-ink tabular-nums">
        {text ?? `${formatCount(selection.selected.size)} ${noun}`}
      </p>
      <Button size="sm" variant="ghost" onClick={selection.clear}>
        Clear
      </Button>
      <div className="ml-auto flex flex-wrap items-center gap-2 max-sm:w-full max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:py-0.5">
        {children([...selection.selected], selection.clear)}
      </div>
    </div>
  );
}
