"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Building2, ClipboardList, Hash, Megaphone, Search, type LucideIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Role } from "@/lib/domain/permissions";
import type { SearchHit, SearchHitKind } from "@/lib/domain/search-hit";
import { isTyping } from "../data-table/use-row-keys";
import { cx } from "../ui/cx";
import { Kbd } from "../ui/kbd";
import { Spinner } from "../ui/spinner";
import { listDestinations } from "./destinations";
import { fetchHits, useSettled } from "./search-query";

const ICONS = { number: Hash, order: ClipboardList, campaign: Megaphone, brand: Building2 } as const satisfies Record<
  SearchHitKind,
  LucideIcon
>;
const ITEM =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1 text-sm data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-faint";

/**
 * The global search; `/` or Ctrl-K focuses it. Finds a number in any spelling, part of one, an order reference, a carrier
 * ID, a campaign, a brand or a page. Enter opens the first hit, even while it is loading.
 */
export function GlobalSearch({ role }: { role: Role }) {
  const router = useRouter();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const queryText = text.trim();
  const settled = useSettled(queryText, 120);
  const query = useQuery({
    queryKey: ["search", settled],
    queryFn: ({ signal }) => fetchHits(settled, signal),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  const isCurrent = settled === queryText && !query.isPlaceholderData;
  const hits = queryText === "" ? [] : (query.data ?? []);
  const pages = listDestinations(role).filter(({ label }) => label.toLowerCase().includes(queryText.toLowerCase()));
  const isEmpty = queryText !== "" && isCurrent && query.isSuccess && hits.length === 0 && pages.length === 0;

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isCombination = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k";
      const isSlash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target);
      if ((!isCombination && !isSlash) || document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  const open = (href: string) => {
    setIsOpen(false);
    setText("");
    input.current?.blur();
    router.push(href);
  };
  const openFirst = async () => {
    const found = await client.fetchQuery({
      queryKey: ["search", queryText],
      queryFn: ({ signal }) => fetchHits(queryText, signal),
    });
    const first = found[0] ?? pages[0];
    if (first && input.current?.value.trim() === queryText) open(first.href);
  };

  return (
    <Command
      shouldFilter={false}
      loop
      label="Search everywhere"
      className="relative w-full max-w-120"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          setIsOpen(false);
          input.current?.blur();
        }
        // While results lag behind typing, the highlighted hit belongs to an older query.
        if (event.key === "Enter" && queryText !== "" && !isCurrent) {
          event.preventDefault();
          event.stopPropagation();
          void openFirst();
        }
      }}
    >
      <div className="flex h-8 items-center gap-2 rounded-md border border-control-line bg-surface px-2.5 focus-within:border-accent">
        {query.isFetching ? (
          <Spinner className="text-faint" />
        ) : (
          <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
        )}
        <Command.Input
          ref={input}
          value={text}
          onValueChange={(value) => {
            setText(value);
            setIsOpen(true);
          }}
          onFocus={() => setIsOpen(true)}
          placeholder="Number, order, carrier ID, campaign"
          aria-label="Search everywhere"
          className="min-w-0 flex-1 bg-transparent text-sm text-ink outline-none"
        />
        <span className="flex gap-1 max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      </div>
      <div
        className={cx(
          "absolute inset-x-0 top-full z-30 mt-1 rounded-lg bg-raised p-1 shadow-high max-sm:fixed max-sm:inset-x-3 max-sm:top-12",
          !isOpen && "hidden",
        )}
      >
        <Command.List className="max-h-[60vh] overflow-y-auto">
          {query.isError && (
            <p role="alert" className="px-2 py-3 text-sm text-bad">
              The search did not respond. Press Enter to try again.
            </p>
          )}
          {queryText !== "" && !isCurrent && hits.length === 0 && !query.isError && (
            <p className="px-2 py-3 text-sm text-muted">Searching…</p>
          )}
          {isEmpty && <p className="px-2 py-3 text-sm text-muted">Nothing found for “{queryText}”.</p>}
          {hits.map((hit) => (
            <HitItem key={hit.href} hit={hit} onOpen={open} />
          ))}
          {pages.length > 0 && (
            <Command.Group
              heading="Pages"
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-faint"
            >
              {pages.map(({ href, label, icon: Icon, key }) => (
                <Command.Item key={href} value={href} onSelect={() => open(href)} className={ITEM}>
                  <Icon aria-hidden />
                  <span className="flex-1">{label}</span>
                  <span className="flex gap-1 max-sm:hidden">
                    <Kbd>g</Kbd>
                    <Kbd>{key}</Kbd>
                  </span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
        </Command.List>
      </div>
    </Command>
  );
}

function HitItem({ hit, onOpen }: { hit: SearchHit; onOpen: (href: string) => void }) {
  const Icon = ICONS[hit.kind];
  return (
    <Command.Item value={hit.href} onSelect={() => onOpen(hit.href)} className={ITEM}>
      <Icon aria-hidden />
      <span className={cx("shrink-0 text-ink", hit.kind !== "order" && "font-mono")}>{hit.title}</span>
      <span className="min-w-0 flex-1 truncate text-right text-xs text-muted">{hit.note}</span>
    </Command.Item>
  );
}
