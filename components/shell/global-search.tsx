"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { countPasted, type PaletteItem } from "@/lib/domain/palette";
import type { Role } from "@/lib/domain/permissions";
import type { SearchAnswer } from "@/lib/domain/search-hit";
import { sendLookup } from "../lookup/send-lookup";
import { requestLabels } from "../numbers/label-requests";
import { cx } from "../ui/cx";
import { formatCount } from "../ui/format";
import { Kbd } from "../ui/kbd";
import { Spinner } from "../ui/spinner";
import { SearchItems } from "./search-items";
import { usePalette } from "./use-palette";
import { isTyping, listenToKeys } from "./early-keys";

/** Of a pasted text, so much is shown in the box. */
const SHOWN_CHARACTERS = 120;

/**
 * The global search and palette; `/` or Ctrl-K focuses it. Finds numbers by any of their digits and whatever else has a name, runs commands
 * on them, and looks up a pasted list. Enter takes the first row, even while it is loading.
 */
export function GlobalSearch({ role }: { role: Role }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  const [text, setText] = useState("");
  const [pasted, setPasted] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const palette = usePalette({ text, pasted, role, isOpen });
  const typed = text.trim();
  const first = palette.groups[0]?.items[0]?.id ?? "";
  const [active, setActive] = useState({ first, text, id: first });
  // The first row is the active one, also where it comes after the others; moving on with the arrows holds until the rows change.
  if (active.first !== first || active.text !== text) setActive({ first, text, id: first });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isCombination = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k";
      const isSlash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target);
      if ((!isCombination && !isSlash) || document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      if (document.activeElement instanceof HTMLElement && document.activeElement !== input.current)
        opener.current = document.activeElement;
      input.current?.focus();
      input.current?.select();
    };
    return listenToKeys(listen);
  }, []);

  const change = (value: string, raw: string | null = null) => {
    setText(value);
    setPasted(raw);
    setFault(null);
    setIsOpen(true);
  };
  // It was focused, and maybe typed into, before it could notice.
  const takeEarly = useEffectEvent(() => {
    if (document.activeElement !== input.current || !input.current) return;
    if (input.current.value === "") setIsOpen(true);
    else change(input.current.value);
  });
  useEffect(() => takeEarly(), []);
  const leave = () => {
    setIsOpen(false);
    input.current?.blur();
  };
  const take = async (item: PaletteItem) => {
    if (item.type !== "lookup") {
      leave();
      change("");
      setIsOpen(false);
      if (item.type === "labels") return requestLabels(item.request);
      return router.push(item.href);
    }
    if (isBusy) return;
    setIsBusy(true);
    const result = await sendLookup(pasted ?? text);
    setIsBusy(false);
    if (!result.ok) return setFault(result.error.message);
    leave();
    change("");
    setIsOpen(false);
    router.push(`/lookup/${result.data.id}`);
  };
  const takeFirst = async () => {
    const before = input.current?.value;
    const found = await palette.readFirst().catch(() => null);
    if (found && input.current?.value === before) void take(found);
  };
  // The box has one line: a list keeps its lines beside it.
  const paste = (event: ClipboardEvent) => {
    const raw = event.clipboardData.getData("text/plain");
    if (countPasted(raw) === 0) return;
    event.preventDefault();
    change(raw.replace(/\s+/g, " ").trim().slice(0, SHOWN_CHARACTERS), raw);
  };
  const isEmpty = typed !== "" && palette.isCurrent && palette.groups.length === 0 && !palette.isError;
  return (
    <Command
      shouldFilter={false}
      loop
      value={active.id}
      onValueChange={(id) => setActive((before) => ({ ...before, id }))}
      label="Search everywhere"
      className="relative w-full max-w-120"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          leave();
          opener.current?.focus();
          opener.current = null;
        }
        // While results lag behind typing, the highlighted row belongs to an older query.
        if (event.key === "Enter" && typed !== "" && !palette.isCurrent) {
          event.preventDefault();
          event.stopPropagation();
          void takeFirst();
        }
      }}
    >
      <div className="flex h-8 items-center gap-2 rounded-md border border-control-line bg-surface px-2.5 focus-within:border-accent">
        {palette.isFetching || isBusy ? (
          <Spinner className="text-faint" />
        ) : (
          <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
        )}
        <Command.Input
          ref={input}
          value={text}
          onValueChange={(value) => change(value)}
          onPaste={paste}
          onFocus={() => setIsOpen(true)}
          onClick={() => setIsOpen(true)}
          placeholder="Number, order, name, command, or paste a list"
          aria-label="Search everywhere"
          className="min-w-0 flex-1 bg-transparent text-sm text-ink outline-none"
        />
        <span className="flex gap-1 max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      </div>
      <p aria-live="polite" className="sr-only">
        {isOpen && typed !== "" && palette.isCurrent && describeResults(palette.answer, isEmpty)}
      </p>
      <div
        className={cx(
          "absolute inset-x-0 top-full z-30 mt-1 rounded-lg bg-raised p-1 shadow-high max-sm:fixed max-sm:inset-x-3 max-sm:top-12 sm:min-w-120",
          !isOpen && "hidden",
        )}
      >
        <Command.List className="max-h-[70vh] overflow-y-auto">
          {(palette.isError || fault !== null) && (
            <p role="alert" className="px-2 py-3 text-sm text-bad">
              {fault ?? "The search did not respond. Press Enter to try again."}
            </p>
          )}
          {typed !== "" && !palette.isCurrent && palette.groups.length === 0 && !palette.isError && (
            <p className="px-2 py-3 text-sm text-muted">Searching…</p>
          )}
          {typed !== "" && palette.isCurrent && <Notes answer={palette.answer} text={typed} isEmpty={isEmpty} />}
          <SearchItems groups={palette.groups} destinations={palette.destinations} onTake={(item) => void take(item)} />
        </Command.List>
      </div>
    </Command>
  );
}

/** What the rows do not say: how many more numbers there are, or that nothing matches. */
function Notes({ answer, text, isEmpty }: { answer: SearchAnswer; text: string; isEmpty: boolean }) {
  const { hits, numbers, nearest } = answer;
  if (nearest.length > 0)
    return <p className="px-2 pt-2 text-sm text-muted">Nothing is called “{cutText(text)}”. The nearest:</p>;
  if (isEmpty) return <p className="px-2 py-3 text-sm text-muted">Nothing found for “{cutText(text)}”.</p>;
  const shown = hits.filter(({ kind }) => kind === "number").length;
  if (numbers === null || numbers.count <= shown) return null;
  return (
    <p className="px-2 pt-1.5 text-xs text-muted tabular-nums">
      {formatCount(numbers.count)}
      {numbers.isExact ? "" : "+"} numbers contain these digits; the first {shown}, ours before others:
    </p>
  );
}

const cutText = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

function describeResults({ hits, nearest }: SearchAnswer, isEmpty: boolean): string {
  if (nearest.length > 0) return `Nothing found. Nearest: ${nearest.map(({ title }) => title).join(", ")}`;
  if (isEmpty) return "Nothing found";
  const [first] = hits;
  if (!first) return "";
  const state = first.state ? `, ${first.state.label}` : "";
  return `${hits.length === 1 ? "1 result" : `${hits.length} results`}. First: ${first.title}${state}`;
}
