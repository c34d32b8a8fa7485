"use client";

import { usePathname, useSearchParams } from "next/navigation";

/** Whose carrier calls are open: `all`, the place of a number in the order, or a call's id. Kept in the address only. */
export function useEvidence() {
  const pathname = usePathname();
  const params = useSearchParams();
  const value = params.get("evidence");
  const change = (evidence: string | null) => {
    const next = new URLSearchParams(params);
    if (evidence === null) next.delete("evidence");
    else next.set("evidence", evidence);
    const search = next.toString();
    window.history.pushState(null, "", search === "" ? pathname : `${pathname}?${search}`);
  };
  return {
    of: value !== null && /^(all|\d{1,7}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(value) ? value : null,
    open: (evidence: string) => change(evidence),
    close: () => change(null),
  };
}
