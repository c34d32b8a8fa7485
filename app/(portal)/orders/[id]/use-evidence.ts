"use client";

import { useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";

const CHANGED = "tandem:evidence";

function subscribe(onChange: () => void) {
  window.addEventListener("popstate", onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener("popstate", onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

const readAddress = () => new URLSearchParams(window.location.search).get("evidence");

function change(evidence: string | null) {
  const { pathname, search } = window.location;
  const params = new URLSearchParams(search);
  if (evidence === null) params.delete("evidence");
  else params.set("evidence", evidence);
  const next = params.toString();
  window.history.pushState(null, "", next === "" ? pathname : `${pathname}?${next}`);
  window.dispatchEvent(new Event(CHANGED));
}

/**
 * Whose carrier calls are open: `all`, the place of a number in the order, or a call's id. Kept in the address only, and read there:
 * the router's own parameters wait for refreshes that are on their way.
 */
export function useEvidence() {
  const params = useSearchParams();
  const value = useSyncExternalStore(subscribe, readAddress, () => params.get("evidence"));
  return {
    of: value !== null && /^(all|\d{1,7}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(value) ? value : null,
    open: (evidence: string) => change(evidence),
    close: () => change(null),
  };
}
