import { listCarriers } from "@/lib/carriers/registry";
import type { NumbersPage } from "@/lib/services/numbers/get-numbers-page";
import type { NumberQuery } from "@/lib/services/numbers/number-query";
import { describeNumberFilters, toParams } from "./describe-filters";
import { listNumberFields } from "./number-fields";
import type { Matching } from "./select-matching";

/** What can be filtered by, the filters in use, and how all that match are named elsewhere. */
export function describeFound(
  {
    page,
    silentDays,
    labels,
  }: Pick<NumbersPage, "silentDays" | "labels"> & { page: Pick<NumbersPage["page"], "total"> },
  query: NumberQuery,
) {
  const carriers = listCarriers().map(({ id, label }) => ({ id, label }));
  const all = describeNumberFilters(query, { carriers, silentDays, labels });
  const matching: Matching = {
    total: page.total,
    query: toParams(query).toString(),
    title: ["Numbers", ...all.map(({ label, value }) => `${label}: ${value}`)].join(" · "),
  };
  return {
    fields: listNumberFields(carriers, silentDays),
    chips: all.filter(({ name }) => name !== "view"),
    isFiltered: all.length > 0,
    matching,
  };
}
