"use client";

import { ChevronDown } from "lucide-react";
import { useEffect, useEffectEvent, useId, useState, type KeyboardEvent } from "react";
import { cx } from "../ui/cx";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Spinner } from "../ui/spinner";
import { CLOSED, findActive, openForTyping, pressKey } from "./combobox-keys";

export type ComboboxOption = { value: string; label: string; detail?: string };

/**
 * Text that has to mean one of a list: the first match is active while one types, Enter or Tab takes it, Escape closes the list. What
 * matches nothing is refused, with the message of `refusal`.
 */
export function Combobox({
  label,
  isLabelHidden = false,
  hint,
  placeholder,
  text,
  options,
  isLoading = false,
  emptyMessage,
  refusal,
  onText,
  onPick,
}: {
  label: string;
  isLabelHidden?: boolean;
  hint?: string;
  placeholder?: string;
  text: string;
  /** What fits the text, the best first. */
  options: readonly ComboboxOption[];
  isLoading?: boolean;
  /** Shown in place of the list when nothing fits. */
  emptyMessage: string;
  /** Why the text cannot stay as it is; null where it is blank or means something. */
  refusal: string | null;
  onText: (text: string) => void;
  onPick: (option: ComboboxOption) => void;
}) {
  const [list, setList] = useState(CLOSED);
  // What was taken, or was there from the start, waits for no list.
  const [isTyped, setIsTyped] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const [isRefused, setIsRefused] = useState(false);
  const id = useId();
  const active = findActive(list, options.length);
  const hasList = list.isOpen && options.length > 0;

  const pick = (option: ComboboxOption) => {
    onPick(option);
    setList(CLOSED);
    setIsTyped(false);
    setIsRefused(false);
  };
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    const facts = {
      options: options.length,
      isBlank: text.trim() === "",
      isSound: refusal === null,
      isLoading: isLoading && isTyped,
    };
    const { state, effect, isHandled } = pressKey(list, key, facts);
    setList(state);
    setIsWaiting(effect === "wait");
    if (effect === "refuse") setIsRefused(true);
    const current = options[active];
    if (effect === "pick" && current) pick(current);
    if (key.startsWith("Arrow") || (isHandled && (key === "Home" || key === "End")))
      document.getElementById(`${id}-${state.active}`)?.scrollIntoView({ block: "nearest" });
    if (!isHandled) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Enter came before the options did.
  const settle = useEffectEvent(() => {
    setIsWaiting(false);
    const [first] = options;
    if (first) pick(first);
    else setIsRefused(refusal !== null);
  });
  useEffect(() => {
    if (!isWaiting || isLoading) return;
    const timer = setTimeout(settle);
    return () => clearTimeout(timer);
  }, [isWaiting, isLoading]);
  return (
    <div className="relative min-w-0">
      <Field
        label={label}
        isLabelHidden={isLabelHidden}
        hint={hint}
        errors={isRefused && refusal !== null ? [refusal] : undefined}
      >
        <Input
          role="combobox"
          aria-expanded={hasList}
          aria-controls={hasList ? `${id}-list` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          trailing={
            <span className="pointer-events-none flex size-6 items-center justify-center text-faint">
              {isLoading && (list.isOpen || isWaiting) ? <Spinner /> : <ChevronDown aria-hidden className="size-4" />}
            </span>
          }
          onFocus={() => setList({ ...CLOSED, isOpen: true })}
          onClick={() => setList({ ...list, isOpen: true })}
          onBlur={() => {
            setList(CLOSED);
            setIsWaiting(false);
            setIsRefused(true);
          }}
          onKeyDown={press}
          onChange={(event) => {
            onText(event.target.value);
            setIsTyped(true);
            setList(openForTyping({ isBlank: event.target.value.trim() === "" }));
            setIsWaiting(false);
            setIsRefused(false);
          }}
        />
      </Field>
      <div
        hidden={!list.isOpen}
        className={cx(
          "absolute right-0 left-0 z-20 max-h-64 min-w-56 overflow-y-auto rounded-lg bg-raised p-1 shadow-high",
          isLabelHidden ? "top-9" : "top-[54px]",
        )}
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
                  index === active ? "bg-accent-soft" : "hover:bg-hover",
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
            {isLoading ? "Asking the carrier" : emptyMessage}
          </p>
        )}
      </div>
    </div>
  );
}
