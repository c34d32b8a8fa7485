import type { Context } from "@/lib/context";
import type { CoverageQuery } from "@/lib/domain/coverage-query";
import { type CoverageList, listCoverage } from "@/lib/services/inventory/list-coverage";

/** The carrier's answer, or what is kept of it, or why there is none; never rejects. */
export type CoverageOutcome = Promise<{ list: CoverageList; error: null } | { list: null; error: unknown }>;

export const readCoverage = (ctx: Context, accountId: string, query: CoverageQuery): CoverageOutcome =>
  listCoverage(ctx, { accountId, query }).then(
    (list) => ({ list, error: null }),
    (error: unknown) => ({ list: null, error }),
  );
