"use client";

import { ListFilter, Search, X } from "lucide-react";
import { RouteLink } from "../ui/route-link";
import { Children, useEffect, useId, useRef, useState, type ReactNode } from "react";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Input } from "../ui/input";
import { Select, type SelectOption } from "../ui/select";
import { Spinner } from "../ui/spinner";
import { useTimeZone } from "../ui/time-zone";
import { useUrlState } from "./use-url-state";

/** A row of filters, each kept in the URL under its `name`. */
export function FilterBar({ children }: { children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const hasMore = Children.toArray(children).length > 2;
  return (
    <div
      role="search"
      id={id}
      className={cx(
        "flex flex-wrap items-center gap-2",
        // On a phone only the first one, so that the list is in sight.
        hasMore && !isOpen && "max-sm:[&>*:nth-child(n+2):not(:last-child,ul)]:hidden",
      )}
    >
      {children}
      {hasMore && (
        <Button
          className="sm:hidden"
          icon={<ListFilter aria-hidden />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? "Fewer filters" : "More filters"}
        </Button>
      )}
    </div>
  );
}

/** Searches while typing, after a pause of 300 ms; Enter searches at once. */
export function TextFilter({
  name,
  label,
  placeholder,
  isMono = false,
  className = "w-full sm:w-64",
}: {
  name: string;
  label: string;
  placeholder?: string;
  isMono?: boolean;
  className?: string;
}) {
  const { params, change, isChanging } = useUrlState();
  const inUrl = params.get(name) ?? "";
  const [seen, setSeen] = useState(inUrl);
  const [text, setText] = useState(inUrl);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The URL changed by Back, a removed chip or "Clear all": update the field.
  if (seen !== inUrl) {
    setSeen(inUrl);
    setText(inUrl);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const apply = (value: string) => {
    clearTimeout(timer.current);
    if (value.trim() !== inUrl) change({ [name]: value.trim() }, { isReplacing: true });
  };
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      isMono={isMono}
      className={className}
      leading={isChanging ? <Spinner /> : <Search aria-hidden />}
      value={text}
      onChange={(event) => {
        const { value } = event.target;
        setText(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => apply(value), 300);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply(text);
      }}
    />
  );
}

/** A filter by one of several values, or any. */
export function SelectFilter({
  name,
  label,
  options,
  className = "w-full sm:w-40",
}: {
  name: string;
  label: string;
  options: readonly SelectOption[];
  className?: string;
}) {
  const { params, change } = useUrlState();
  const inUrl = params.get(name) ?? "";
  const isKnown = options.some((option) => option.value === inUrl);
  return (
    <Select
      aria-label={label}
      placeholder={label}
      options={options}
      className={className}
      value={isKnown ? inUrl : ""}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
}

/** A day in the person's time zone, `YYYY-MM-DD` in the URL. */
export function DateFilter({ name, label }: { name: string; label: string }) {
  const { params, change } = useUrlState();
  const id = useId();
  const timeZone = useTimeZone();
  return (
    <span className="flex items-center gap-1.5" title={timeZone ? `Days in ${timeZone}` : undefined}>
      <label htmlFor={id} className="text-xs text-muted">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        className="w-36 max-sm:w-full"
        key={params.get(name)}
        defaultValue={params.get(name) ?? ""}
        onChange={(event) => {
          const { value, validity } = event.target;
          if (validity.valid) change({ [name]: value });
        }}
      />
    </span>
  );
}

export type FilterChip = { name: string; label: string; value: string };

/** The active filters, each removable, with a button to clear all. */
export function FilterChips({ chips }: { chips: readonly FilterChip[] }) {
  const { hrefFor } = useUrlState();
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ name, label, value }) => (
        <li
          key={name}
          className="inline-flex h-6 items-center rounded-sm border border-accent-line bg-accent-soft pl-2 text-xs text-ink max-sm:h-10"
        >
          <span className="text-muted">{label}:&nbsp;</span>
          <span className="max-w-60 truncate font-medium">{value}</span>
          <RouteLink
            href={hrefFor({ [name]: null })}
            scroll={false}
            aria-label={`Remove filter ${label}: ${value}`}
            className="flex size-6 items-center justify-center text-muted hover:text-ink max-sm:size-10"
          >
            <X aria-hidden className="size-3" />
          </RouteLink>
        </li>
      ))}
      <li>
        <RouteLink
          href={hrefFor(Object.fromEntries(chips.map(({ name }) => [name, null])))}
          scroll={false}
          className="inline-flex h-6 items-center px-1.5 text-xs font-medium text-muted hover:text-ink max-sm:h-10"
        >
          Clear all
        </RouteLink>
      </li>
    </ul>
  );
}
