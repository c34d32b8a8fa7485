"use client";

import { ChevronDown } from "lucide-react";
import { useId, useState, type KeyboardEvent } from "react";
import { cx } from "../ui/cx";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Spinner } from "../ui/spinner";

export type ComboboxOption = { value: string; label: string; detail?: string };

/** Free text with a list of what it may mean. Arrows and Enter choose, Escape closes; what is typed stays unless something is chosen. */
export function Combobox({
  label,
  hint,
  errors,
  placeholder,
  text,
  options,
  isLoading = false,
  emptyWords,
  onText,
  onPick,
}: {
  label: string;
  hint?: string;
  errors?: readonly string[];
  placeholder?: string;
  text: string;
  options: readonly ComboboxOption[];
  isLoading?: boolean;
  /** Shown in place of the list when nothing fits. */
  emptyWords: string;
  onText: (text: string) => void;
  onPick: (option: ComboboxOption) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const id = useId();
  const current = isOpen ? options[active] : undefined;
  const hasList = isOpen && options.length > 0;

  const pick = (option: ComboboxOption) => {
    onPick(option);
    setIsOpen(false);
    setActive(-1);
  };
  const move = (step: number) => {
    setIsOpen(true);
    const next = options.length === 0 ? -1 : (active + step + options.length) % options.length;
    setActive(active === -1 && step < 0 ? options.length - 1 : next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && current) pick(current);
    else if (event.key === "Escape" && isOpen) setIsOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative min-w-0">
      <Field label={label} hint={hint} errors={errors}>
        <Input
          role="combobox"
          aria-expanded={hasList}
          aria-controls={hasList ? `${id}-list` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={current ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          trailing={
            <span className="pointer-events-none flex size-6 items-center justify-center text-faint">
              {isLoading && isOpen ? <Spinner /> : <ChevronDown aria-hidden className="size-4" />}
            </span>
          }
          onFocus={() => setIsOpen(true)}
          onClick={() => setIsOpen(true)}
          onBlur={() => setIsOpen(false)}
          onKeyDown={press}
          onChange={(event) => {
            onText(event.target.value);
            setIsOpen(true);
            setActive(-1);
          }}
        />
      </Field>
      <div
        hidden={!isOpen}
        className="absolute top-[54px] right-0 left-0 z-20 max-h-64 min-w-56 overflow-y-auto rounded-lg bg-raised p-1 shadow-high"
        // The field must not lose the focus before the click has chosen.
        onMouseDown={(event) => event.preventDefault()}
      >
        {options.length > 0 && (
          <ul id={`${id}-list`} role="listbox" aria-label="Suggestions">
            {options.map((option, index) => (
              <li
                key={`${option.value} ${option.label}`}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onClick={() => pick(option)}
                className={cx(
                  "flex min-h-7 cursor-pointer items-center justify-between gap-3 rounded-sm px-2 py-1 text-sm text-ink",
                  index === active ? "bg-hover" : "hover:bg-hover",
                )}
              >
                <span className="truncate">{option.label}</span>
                {option.detail && <span className="shrink-0 text-xs text-muted tabular-nums">{option.detail}</span>}
              </li>
            ))}
          </ul>
        )}
        {options.length === 0 && (
          <p role="status" className="px-2 py-1 text-xs text-muted">
            {isLoading ? "Asking the carrier" : emptyWords}
          </p>
        )}
      </div>
    </div>
  );
}
