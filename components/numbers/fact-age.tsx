"use client";

import { createContext, use, type ReactNode } from "react";
import { DEFAULT_FRESHNESS, type FreshnessHours, readMaxAge } from "@/lib/domain/freshness";
import { type Facts, isServiceField, type ServiceField } from "@/lib/domain/service-state";
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
export function OldestAge({ facts }: { facts: readonly Facts[] }) {
  const limits = use(FreshnessContext);
  const now = useNow();
  const read = facts
    .flatMap((own) => Object.entries(own))
    .flatMap(([field, { checkedAt }]) => (isServiceField(field) ? [{ field, checkedAt }] : []))
    .sort((a, b) => (a.checkedAt < b.checkedAt ? -1 : 1));
  const [oldest] = read;
  if (!oldest) return <NotKnown>never read</NotKnown>;
  const isOld = read.some(({ field, checkedAt }) => now - Date.parse(checkedAt) > readMaxAge(field, limits));
  return (
    <span className={isOld ? "text-pending" : "text-muted"} suppressHydrationWarning>
      <RelativeTime at={oldest.checkedAt} />
    </span>
  );
}
