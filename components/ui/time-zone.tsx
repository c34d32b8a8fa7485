"use client";

import { createContext, use, type ReactNode } from "react";
import { useIsHydrated } from "./use-now";

const TimeZoneContext = createContext<string | null>(null);

/** The time zone of all times below; known on the server too, so that the first page is right. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

/** The person's time zone; null if signed out. */
export const useTimeZone = () => use(TimeZoneContext);

/** The person's time zone, or for a visitor the browser's after hydration. Undefined means the browser's. */
export function useShownZone(): string | undefined {
  const chosen = useTimeZone();
  const isHydrated = useIsHydrated();
  return chosen ?? (isHydrated ? undefined : "UTC");
}
