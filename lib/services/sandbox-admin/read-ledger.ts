import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";

const count = z.object({
  carrier: z.string(),
  kind: z.string(),
  number: z.string().optional(),
  reference: z.string().optional(),
  count: z.number(),
  isCertain: z.boolean(),
});

const stats = z.object({
  carrier: z.string(),
  group: z.string(),
  requests: z.number(),
  limited: z.number(),
  peakPerSecond: z.number(),
  peakAcceptedPerSecond: z.number(),
  statuses: z.record(z.string(), z.number()),
});
export type EndpointStats = z.output<typeof stats>;

/** `isCertain`: two under one reference, which nobody ever requests; else a person may have requested it twice. */
export type Duplicate = z.output<typeof count>;

export type LedgerSummary = {
  effects: { carrier: string; kind: string; count: number }[];
  /** At most 200, the certain ones first; `duplicateCount` is all of them. */
  duplicates: Duplicate[];
  duplicateCount: number;
  certainCount: number;
  endpoints: EndpointStats[];
};

const LISTED = 200;

/** What the carriers did and how often they were called since the last reset. */
export async function readLedger(_ctx: Context): Promise<LedgerSummary> {
  const [sums, found, endpoints] = await Promise.all([
    callSandbox({ method: "GET", path: "/ledger/summary", answer: z.record(z.string(), z.number()) }),
    callSandbox({ method: "GET", path: "/ledger/duplicates", answer: count.array() }),
    callSandbox({ method: "GET", path: "/stats", answer: stats.array() }),
  ]);
  const duplicates = found.toSorted(
    (one, other) => Number(other.isCertain) - Number(one.isCertain) || other.count - one.count,
  );
  return {
    effects: Object.entries(sums)
      .map(([key, sum]) => ({ carrier: key.split(" ")[0] ?? "", kind: key.split(" ")[1] ?? key, count: sum }))
      .toSorted((one, other) => compare(one.carrier, other.carrier) || compare(one.kind, other.kind)),
    duplicates: duplicates.slice(0, LISTED),
    duplicateCount: duplicates.length,
    certainCount: duplicates.filter(({ isCertain }) => isCertain).length,
    endpoints: endpoints.toSorted(
      (one, other) => compare(one.carrier, other.carrier) || compare(one.group, other.group),
    ),
  };
}

const compare = (one: string, other: string) => one.localeCompare(other, "en");
