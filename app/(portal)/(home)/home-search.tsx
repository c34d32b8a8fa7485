"use client";

import { Search } from "lucide-react";
import { Kbd } from "@/components/ui/kbd";

/** Opens the search of every page, large: what support does first. */
export function HomeSearch() {
  return (
    <button
      type="button"
      onClick={() => document.querySelector<HTMLInputElement>("header [cmdk-input]")?.focus()}
      className="flex h-12 w-full items-center gap-3 rounded-lg border border-control-line bg-surface px-4 text-lg text-faint hover:border-muted sm:w-120"
    >
      <Search aria-hidden className="size-5" />
      <span className="flex-1 text-left">Find a number, order or campaign</span>
      <Kbd>/</Kbd>
    </button>
  );
}
