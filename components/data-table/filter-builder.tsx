"use client";

import { Command } from "cmdk";
import { ChevronRight, ListFilter, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useState, type ReactNode } from "react";
import { NO_CUSTOMER } from "@/lib/domain/customer";
import { LabelOptions } from "../numbers/label-picker";
import { Button } from "../ui/button";
import { styleButton } from "../ui/button-style";
import { cx } from "../ui/cx";
import { Kbd } from "../ui/kbd";
import { RouteLink } from "../ui/route-link";
import type { SelectOption } from "../ui/select";
import type { FilterChip } from "./filter-bar";
import { type UrlChanges, useUrlState } from "./use-url-state";
import { isTyping, listenToKeys } from "../shell/early-keys";

/** One thing to filter by, kept in the URL under its `name`: one of some values, a text that is taken as it is typed, or a record. */
export type FilterField = { name: string; label: string } & (
  | { options: readonly SelectOption[] }
  | { hint: string; inputMode?: "numeric" }
  /** Found by any part of its name. */
  | { picker: "customer" | "tag" }
);

const ITEM =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm text-ink data-[selected=true]:bg-hover";

/**
 * The active filters as chips, and "+ Filter": a field, then its value; typing finds both. `f` opens it. A chip opens its field again, its
 * cross removes it.
 */
export function FilterBuilder({ fields, chips }: { fields: readonly FilterField[]; chips: readonly FilterChip[] }) {
  const { change, hrefFor } = useUrlState();
  const [open, setOpen] = useState<FilterField | "fields" | null>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "f" || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      setOpen("fields");
    };
    return listenToKeys(listen);
  }, []);
  const apply = (changes: UrlChanges) => {
    setOpen(null);
    change(changes);
  };
  return (
    <>
      {chips.length > 0 && (
        <ul aria-label="Active filters" className="contents">
          {chips.map((chip) => (
            <Chip
              key={chip.name}
              chip={chip}
              onOpen={() => setOpen(fields.find(({ name }) => name === chip.name) ?? "fields")}
              removeHref={hrefFor({ [chip.name]: null })}
            />
          ))}
        </ul>
      )}
      <Popover.Root open={open !== null} onOpenChange={(isOpen) => setOpen(isOpen ? "fields" : null)}>
        <Popover.Trigger asChild>
          <Button size="sm" icon={<ListFilter aria-hidden />}>
            Filter <Kbd>f</Kbd>
          </Button>
        </Popover.Trigger>
        <Popover.Portal container={typeof document === "undefined" ? null : document.getElementById("content")}>
          <Popover.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            aria-label="Add a filter"
            className="z-50 w-72 animate-rise rounded-lg bg-raised p-1 shadow-high"
          >
            {open !== null && open !== "fields" && "picker" in open && (
              <LabelOptions
                kind={open.picker}
                label={open.label}
                canCreate={false}
                isClearable={open.picker === "customer"}
                onPick={(choice) => {
                  if (choice === null) apply({ [open.name]: NO_CUSTOMER });
                  else if ("id" in choice) apply({ [open.name]: choice.id });
                }}
              />
            )}
            {open !== null && (open === "fields" || !("picker" in open)) && (
              <Picker
                key={open === "fields" ? "" : open.name}
                fields={fields}
                field={open === "fields" ? null : open}
                onField={setOpen}
                onApply={(name, value) => apply({ [name]: value })}
              />
            )}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {chips.length > 1 && (
        <RouteLink
          href={hrefFor(Object.fromEntries(chips.map(({ name }) => [name, null])))}
          scroll={false}
          className={styleButton("ghost", "sm")}
        >
          Clear all
        </RouteLink>
      )}
    </>
  );
}

function Chip({
  chip: { label, value },
  onOpen,
  removeHref,
}: {
  chip: FilterChip;
  onOpen: () => void;
  removeHref: string;
}) {
  return (
    <li className="inline-flex h-7 items-center rounded-md border border-accent-line bg-accent-soft text-xs text-ink max-sm:h-10">
      <button
        type="button"
        aria-label={`Change filter ${label}: ${value}`}
        onClick={onOpen}
        className="inline-flex h-full min-w-0 items-center rounded-l-md pl-2 hover:bg-hover"
      >
        <span className="text-muted">{label}:&nbsp;</span>
        <span className="max-w-60 truncate font-medium">{value}</span>
      </button>
      <RouteLink
        href={removeHref}
        scroll={false}
        aria-label={`Remove filter ${label}: ${value}`}
        className="flex h-full w-6 items-center justify-center rounded-r-md text-muted hover:bg-hover hover:text-ink max-sm:w-10"
      >
        <X aria-hidden className="size-3" />
      </RouteLink>
    </li>
  );
}

const isChoice = (field: FilterField) => "options" in field;

function Picker({
  fields,
  field,
  onField,
  onApply,
}: {
  fields: readonly FilterField[];
  field: FilterField | null;
  onField: (field: FilterField | "fields") => void;
  onApply: (name: string, value: string) => void;
}) {
  const { params } = useUrlState();
  const [text, setText] = useState(field && !isChoice(field) ? (params.get(field.name) ?? "") : "");
  const typed = text.trim();
  const wanted = typed.toLowerCase();
  const isMatch = (label: string) => label.toLowerCase().includes(wanted);
  const applyTyped = () => {
    if (field && !isChoice(field) && typed !== "") onApply(field.name, typed);
  };
  return (
    <Command
      shouldFilter={false}
      label={field ? field.label : "Filter by"}
      loop
      onKeyDown={(event) => {
        if (event.key === "Backspace" && text === "" && field) onField("fields");
        if (event.key === "Enter" && field && !isChoice(field)) applyTyped();
      }}
    >
      <div className="flex items-center gap-1.5 border-b border-line px-2 pb-1">
        {field && <span className="shrink-0 text-xs text-muted">{field.label}</span>}
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={field ? ("hint" in field ? field.hint : "Choose a value") : "Filter by…"}
          inputMode={field && "hint" in field ? field.inputMode : undefined}
          className="h-8 w-full min-w-0 bg-transparent text-sm text-ink outline-none placeholder:text-faint"
        />
      </div>
      <Command.List className="max-h-80 overflow-y-auto pt-1">
        {(!field || isChoice(field)) && (
          <Command.Empty className="px-2 py-3 text-sm text-muted">Nothing has this name.</Command.Empty>
        )}
        {field
          ? "options" in field
            ? field.options
                .filter(({ label }) => isMatch(label))
                .map(({ value, label }) => (
                  <Item
                    key={value}
                    value={label}
                    isChosen={params.get(field.name) === value}
                    onSelect={() => onApply(field.name, value)}
                  >
                    {label}
                  </Item>
                ))
            : typed !== "" && (
                <Command.Item value={typed} onSelect={applyTyped} className={ITEM}>
                  {field.label}: <span className="font-mono">{typed}</span>
                </Command.Item>
              )
          : fields
              .filter(({ label }) => isMatch(label))
              .map((one) => (
                <Item key={one.name} value={one.label} onSelect={() => onField(one)}>
                  {one.label}
                  <ChevronRight aria-hidden className="ml-auto size-3.5 text-faint" />
                </Item>
              ))}
        {!field &&
          typed.length > 1 &&
          fields.flatMap((one) =>
            "options" in one
              ? one.options
                  .filter(({ label }) => isMatch(label))
                  .map(({ value, label }) => (
                    <Item
                      key={`${one.name} ${value}`}
                      value={`${one.label}: ${label}`}
                      onSelect={() => onApply(one.name, value)}
                    >
                      <span className="text-muted">{one.label}:</span> {label}
                    </Item>
                  ))
              : [],
          )}
      </Command.List>
    </Command>
  );
}

const Item = ({
  value,
  isChosen = false,
  onSelect,
  children,
}: {
  value: string;
  isChosen?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) => (
  <Command.Item value={value} onSelect={onSelect} className={cx(ITEM, isChosen && "font-semibold")}>
    {children}
  </Command.Item>
);
