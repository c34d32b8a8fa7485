import { z } from "zod";
import { oneOf, text } from "@/lib/domain/address-field";
import type { RowCounts, RowState } from "@/lib/domain/uploads/upload";
import { countRows } from "@/lib/domain/uploads/upload-labels";
import { rowState } from "@/lib/domain/uploads/upload";

/** What the address of the check may say. `show`: rows in one state, or all; absent: rows to fix where there are any. */
export const checkQuery = z.object({
  show: oneOf(["all", ...rowState.options]),
  code: text(100),
  verdict: text(100),
  q: text(100),
});
export type CheckQuery = z.output<typeof checkQuery>;

export type CheckFilter = { state: RowState | null; code: string | null; verdict: string | null; q: string | null };

/** The filter of an address, with what it means where it says nothing. */
export function readFilter({ show, code, verdict, q }: CheckQuery, counts: RowCounts): CheckFilter {
  const rest = { code: code ?? null, verdict: verdict ?? null, q: q || null };
  if (show !== undefined) return { ...rest, state: show === "all" ? null : show };
  const isOther = rest.code !== null || rest.verdict !== null || rest.q !== null;
  return { ...rest, state: !isOther && counts.problem > 0 ? "problem" : null };
}

/** The address that gives the rows of a filter. */
export function writeSource(id: string, { state, code, verdict, q }: CheckFilter): string {
  const params = new URLSearchParams();
  if (state) params.set("state", state);
  if (code) params.set("code", code);
  if (verdict) params.set("verdict", verdict);
  if (q) params.set("q", q);
  const query = params.toString();
  return `/api/uploads/${id}/rows${query && `?${query}`}`;
}

/** How many rows the filter has, as far as the counts tell. */
export const expectRows = ({ state, code, verdict, q }: CheckFilter, counts: RowCounts): number =>
  code !== null || verdict !== null || q !== null ? 0 : state === null ? countRows(counts) : counts[state];
