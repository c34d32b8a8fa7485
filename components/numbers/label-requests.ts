"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { NumberSelection } from "@/lib/domain/number-edit";
import type { LabelRequest } from "@/lib/domain/palette";

/** A value that the shell and the page share. */
function makeStore<T>(initial: T) {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => value,
    write: (next: T) => {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const offers = makeStore<readonly NumberSelection[]>([]);
const requests = makeStore<LabelRequest | null>(null);

/** While shown, the palette can change customer and tags of these numbers; the last that offers some wins. */
export function useOfferedNumbers(selection: NumberSelection): void {
  const key = JSON.stringify(selection);
  useEffect(() => {
    const own = JSON.parse(key) as NumberSelection;
    offers.write([...offers.read(), own]);
    return () => offers.write(offers.read().filter((one) => one !== own));
  }, [key]);
}

/** Null: the page offers none. */
export const useNumbersOnPage = (): NumberSelection | null =>
  useSyncExternalStore(
    offers.subscribe,
    () => offers.read().at(-1) ?? null,
    () => null,
  );

/** Asks for the customer or the tag in a dialog. */
export const requestLabels = (request: LabelRequest): void => requests.write(request);
export const endLabelRequest = (): void => requests.write(null);

export const useLabelRequest = (): LabelRequest | null =>
  useSyncExternalStore(requests.subscribe, requests.read, () => null);
