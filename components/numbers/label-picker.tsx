"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { customerName, type CustomerSuggestions, toNameKey } from "@/lib/domain/customer";
import { findNearest } from "@/lib/domain/nearest-names";
import { tagName, type TagView } from "@/lib/domain/tag";
import { useSettled } from "../inventory/use-settled";
import { TagChip } from "./label-chips";

/** What was picked: one that exists, a new one by its name, or, for a customer, none. */
export type LabelChoice = { id: string; name: string } | { name: string } | null;

const ITEM =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-sm text-ink data-[selected=true]:bg-hover data-[disabled=true]:cursor-default data-[disabled=true]:opacity-60";

async function fetchJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, cache: "no-store" });
  if (!response.ok) throw new Error("no answer");
  return (await response.json()) as T;
}

type Option = { id: string; name: string; detail?: string; tag?: TagView };
type Answer = { options: Option[]; isNear: boolean; isPending: boolean; isError: boolean };

function useCustomers(text: string, isUsed: boolean): Answer {
  const q = useSettled(text.trim(), 120);
  const query = useQuery({
    queryKey: ["customer-suggestions", q],
    queryFn: ({ signal }) =>
      fetchJson<CustomerSuggestions>(`/api/customers/suggest?q=${encodeURIComponent(q.slice(0, 120))}`, signal),
    placeholderData: keepPreviousData,
    enabled: isUsed,
  });
  const options = (query.data?.customers ?? []).map(({ id, name, reference, numbers }) => ({
    id,
    name,
    detail: [reference, numbers.toLocaleString("en-US")].filter(Boolean).join(" · "),
  }));
  const isCurrent = q === text.trim() && !query.isPlaceholderData;
  // Without any earlier answer nothing stands in for this one, and it is pending all the same.
  const isPending = isUsed && (!isCurrent || query.isPending);
  return { options, isNear: query.data?.isNear ?? false, isPending, isError: query.isError };
}

function useTags(text: string, isUsed: boolean): Answer {
  const query = useQuery({
    queryKey: ["tags"],
    queryFn: ({ signal }) => fetchJson<TagView[]>("/api/tags", signal),
    enabled: isUsed,
  });
  const all = query.data ?? [];
  const key = toNameKey(text);
  const containing = all.filter(({ name }) => toNameKey(name).includes(key));
  const near = containing.length > 0 ? containing : findNearest(all, text, ({ name }) => name);
  return {
    options: near.slice(0, 12).map((tag) => ({ id: tag.id, name: tag.name, tag })),
    isNear: key !== "" && containing.length === 0,
    isPending: isUsed && query.isPending,
    isError: query.isError,
  };
}

/**
 * Finds a customer or a tag by any part of its name: the first match is active, Enter takes it. `canCreate`: a name that nothing has makes
 * one. `isClearable`: “No customer” is a choice.
 */
export function LabelPicker({
  kind,
  label,
  trigger,
  canCreate,
  isClearable = false,
  onPick,
}: {
  kind: "customer" | "tag";
  label: string;
  trigger: ReactElement;
  canCreate: boolean;
  isClearable?: boolean;
  onPick: (choice: LabelChoice) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const pick = (choice: LabelChoice) => {
    setIsOpen(false);
    onPick(choice);
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal container={typeof document === "undefined" ? null : document.getElementById("content")}>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 w-72 animate-rise rounded-lg bg-raised p-1 shadow-high"
        >
          <LabelOptions kind={kind} label={label} canCreate={canCreate} isClearable={isClearable} onPick={pick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

export function LabelOptions({
  kind,
  label,
  canCreate,
  isClearable = false,
  initialText = "",
  exceptId,
  onPick,
}: {
  kind: "customer" | "tag";
  label: string;
  canCreate: boolean;
  isClearable?: boolean;
  initialText?: string;
  /** One that cannot be picked. */
  exceptId?: string;
  onPick: (choice: LabelChoice) => void;
}) {
  const [text, setText] = useState(initialText);
  const [active, setActive] = useState("");
  const customers = useCustomers(text, kind === "customer");
  const tags = useTags(text, kind === "tag");
  const { options: found, isNear, isPending, isError } = kind === "customer" ? customers : tags;
  const options = found.filter(({ id }) => id !== exceptId);
  const name = (kind === "customer" ? customerName : tagName).safeParse(text);
  const isKnown = options.some((option) => toNameKey(option.name) === toNameKey(text));
  const canMake = canCreate && !isPending && !isKnown && name.success;
  const create = canMake && (
    <Command.Item value="create" onSelect={() => onPick({ name: name.data })} className={ITEM}>
      Create {kind} “<span className="max-w-44 truncate font-medium">{name.data}</span>”
    </Command.Item>
  );
  const list = options.map((option) => (
    <Command.Item
      key={option.id}
      value={option.id}
      disabled={isPending}
      onSelect={() => onPick(option)}
      className={ITEM}
    >
      {option.tag ? <TagChip tag={option.tag} /> : <span className="truncate">{option.name}</span>}
      {option.detail && <span className="ml-auto shrink-0 text-xs text-muted tabular-nums">{option.detail}</span>}
    </Command.Item>
  ));
  const shown = isPending ? [] : options.map(({ id }) => id);
  const values = [...(canMake && isNear ? ["create"] : []), ...shown, ...(canMake && !isNear ? ["create"] : [])];
  // Enter is often typed before the names are there.
  const isEntered = useRef(false);
  useEffect(() => {
    if (isPending || !isEntered.current) return;
    isEntered.current = false;
    const [first] = options;
    if (first && !isNear) onPick(first);
  }, [isPending, isNear, options, onPick]);
  const problem = text.trim() !== "" && !name.success ? name.error.issues[0]?.message : null;
  return (
    // Names come after the text: the list itself would mark none of them.
    <Command
      shouldFilter={false}
      label={label}
      loop
      value={values.includes(active) || active === "none" ? active : (values[0] ?? "")}
      onValueChange={setActive}
      onKeyDown={({ key }) => {
        isEntered.current = key === "Enter" && isPending && text.trim() !== "";
      }}
    >
      <div className="border-b border-line px-2 pb-1">
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={kind === "customer" ? "Customer or our reference" : "Tag"}
          className="h-8 w-full min-w-0 bg-transparent text-sm text-ink outline-none placeholder:text-faint"
        />
      </div>
      <Command.List className="max-h-80 overflow-y-auto pt-1">
        {isError && <p className="px-2 py-2 text-sm text-bad">The portal did not respond. Try again.</p>}
        {isNear && options.length > 0 ? (
          <>
            {create}
            <p className="px-2 pt-2 pb-1 text-xs text-faint">Nothing contains this. Nearest names:</p>
            {list}
          </>
        ) : (
          <>
            {list}
            {create}
          </>
        )}
        {isClearable && text.trim() === "" && (
          <Command.Item value="none" onSelect={() => onPick(null)} className={ITEM}>
            No customer
          </Command.Item>
        )}
        {problem && <p className="px-2 py-2 text-sm text-muted">{problem}</p>}
        {!problem && !isPending && !isError && options.length === 0 && !canMake && (
          <p className="px-2 py-2 text-sm text-muted">
            {text.trim() === "" ? `No ${kind} yet. Type a name.` : `No ${kind} has this name.`}
          </p>
        )}
      </Command.List>
    </Command>
  );
}
