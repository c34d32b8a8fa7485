import { z } from "zod";
import { itemState } from "@/lib/domain/order";

/** What the address of the results may say. */
export const resultsQuery = z.object({
  outcome: itemState.optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
});
export type ResultsQuery = z.output<typeof resultsQuery>;

export function writeResultSource(id: string, { outcome, q }: ResultsQuery): string {
  const params = new URLSearchParams();
  if (outcome) params.set("outcome", outcome);
  if (q) params.set("q", q);
  const query = params.toString();
  return `/api/uploads/${id}/result-rows${query && `?${query}`}`;
}
