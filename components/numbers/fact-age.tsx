"use client";

import { createContext, use, type ReactNode } from "react";
import { DEFAULT_FRESHNESS, type FreshnessHours, type OldestReadings, readMaxAge } from "@/lib/domain/freshness";
import { isServiceField, type ServiceField } from "@/lib/domain/service-state";
import { CheckedAt, RelativeTime } from "../ui/time";
import { NotKnown } from "../ui/no-value";
import { useNow } from "../ui/use-now";

const FreshnessContext = createContext<FreshnessHours>(DEFAULT_FRESHNESS);

/** The age limits that an administrator set, for all values below. */
export function FreshnessProvider({ limits, children }: { limits: FreshnessHours; children: ReactNode }) {
  return <FreshnessContext value={limits}>{children}</FreshnessContext>;
}

/** Milliseconds after which a value of the field counts as old. */
export function useMaxAge(): (field: ServiceField) => number {
  const limits = use(FreshnessContext);
  return (field) => readMaxAge(field, limits);
}

/** When a value was read; amber once it is older than the limit of its field. */
export function FactAge({ field, at }: { field: ServiceField; at: string | null }) {
  const limits = use(FreshnessContext);
  return <CheckedAt at={at} staleAfter={readMaxAge(field, limits)} />;
}

/** The oldest of a number's readings; amber where any value is older than the limit of its field. */
export function OldestAge({ readings }: { readings: OldestReadings }) {
  const limits = use(FreshnessContext);
  const now = useNow();
  const read = Object.entries(readings).flatMap(([field, at]) => (isServiceField(field) ? [{ field, at }] : []));
  const [oldest] = read.map(({ at }) => at).sort();
  if (oldest === undefined) return <NotKnown>never read</NotKnown>;
  const isOld = read.some(({ field, at }) => now - Date.parse(at) > readMaxAge(field, limits));
  return (
    <span className={isOld ? "text-pending" : "text-muted"} suppressHydrationWarning>
      <RelativeTime at={oldest} />
    </span>
  );
}
