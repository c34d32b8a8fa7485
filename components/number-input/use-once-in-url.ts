"use client";

import { useEffect } from "react";

/** Takes a parameter out of the address once the page has it, so a reload shows the current state. */
export function useOnceInUrl(name: string): void {
  useEffect(() => {
    const url = new URL(window.location.href);
    if (!url.searchParams.has(name)) return;
    url.searchParams.delete(name);
    window.history.replaceState(null, "", url);
  }, [name]);
}

/** Puts choices of a form into the address without asking the server again; null takes one out. */
export function replaceInUrl(changes: Readonly<Record<string, string | null>>): void {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  window.history.replaceState(null, "", url);
}
