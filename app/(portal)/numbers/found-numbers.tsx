import type { ComponentProps } from "react";
import type { NumbersPage } from "@/lib/services/numbers/get-numbers-page";
import type { NumberQuery } from "@/lib/services/numbers/number-query";
import type { NumberRights } from "./[e164]/number-rights";
import { listNearest, toNumbersList } from "./describe-filters";
import { NumbersTable } from "./numbers-table";

type Props = Pick<ComponentProps<typeof NumbersTable>, "matching" | "isFiltered"> & {
  found: NumbersPage;
  query: NumberQuery;
  rights: NumberRights;
};

/** The numbers that match, or the way to some. */
export const FoundNumbers = ({
  found: { page, preferences, smsAccounts, silentDays, labels },
  query,
  matching,
  isFiltered,
  rights,
}: Props) => (
  <NumbersTable
    rows={page.rows}
    isFiltered={isFiltered}
    view={query.view}
    isSortable={query.view !== "stale"}
    search={query.q ?? null}
    chosen={preferences.columns.numbers}
    matching={matching}
    moreHref={query.known === undefined && query.view === undefined ? toNumbersList({ ...query, known: "all" }) : null}
    smsAccounts={smsAccounts}
    silentDays={silentDays}
    denial={rights.order}
    refreshDenial={rights.refresh}
    labelRights={rights}
    nearest={listNearest(query, labels)}
  />
);
