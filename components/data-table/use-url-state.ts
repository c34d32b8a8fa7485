"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useTransition } from "react";

/** The position in the list; invalid once anything else about the list changes. */
const POSITION_PARAMS = ["after", "before"];

export type UrlChanges = Readonly<Record<string, string | null>>;

/** Applies the changes (null and "" remove a parameter) and resets the position unless that is what changes. */
export function changeQuery(query: string, changes: UrlChanges): string {
  const params = new URLSearchParams(query);
  for (const name of POSITION_PARAMS) params.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") params.delete(name);
    else params.set(name, value);
  }
  params.sort();
  return params.toString();
}

/**
 * The table's state, kept in the URL. `change` navigates without blanking the page; `isChanging` is true while it loads.
 * `hrefFor` is for real links (sort, pages).
 */
export function useUrlState() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [isChanging, startTransition] = useTransition();

  const hrefFor = useCallback(
    (changes: UrlChanges) => {
      const query = changeQuery(params.toString(), changes);
      return query === "" ? pathname : `${pathname}?${query}`;
    },
    [params, pathname],
  );
  const change = useCallback(
    (changes: UrlChanges, { isReplacing = false } = {}) => {
      const href = hrefFor(changes);
      startTransition(() =>
        isReplacing ? router.replace(href, { scroll: false }) : router.push(href, { scroll: false }),
      );
    },
    [hrefFor, router],
  );
  return { params, hrefFor, change, isChanging };
}
