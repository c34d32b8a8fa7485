"use client";

import { createContext, use, type ReactNode } from "react";

const TimeZoneContext = createContext<string | null>(null);

/** The zone in which all times below are shown; known on the server too, so that its first page has them right. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

/** The person's zone; null where nobody is signed in. */
export const useTimeZone = () => use(TimeZoneContext);
