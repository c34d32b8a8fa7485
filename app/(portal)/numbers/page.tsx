import type { Metadata } from "next";
import { FilterChips } from "@/components/data-table/filter-bar";
import { Pager } from "@/components/data-table/pager";
import { ExportMenu } from "@/components/exports/export-menu";
import { Page, PageHeader } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { can, explainDenial } from "@/lib/domain/permissions";
import { listCarriers } from "@/lib/carriers/registry";
import { readQuery } from "@/lib/domain/read-query";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { listNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { listSavedViews } from "@/lib/services/saved-views/list-saved-views";
import { PageSavedViews } from "../page-saved-views";
import { describeNumberFilters, toNumbersExport, toNumbersList, toParams } from "./describe-filters";
import { NumberFilters } from "./number-filters";
import { NumbersTable } from "./numbers-table";
import { NumbersTabs } from "./numbers-tabs";

export const metadata: Metadata = { title: "Numbers" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NumbersPage({ searchParams }: Props) {
  const query = readQuery(numberQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const [page, smsAccounts, views] = await Promise.all([
    listNumbers(ctx, query),
    listCapableAccounts(ctx, { capabilities: ["sms-enable", "sms-disable"] }),
    listSavedViews(ctx, "numbers"),
  ]);
  const carriers = listCarriers().map(({ id, label }) => ({ id, label }));
  const chips = describeNumberFilters(query, carriers);
  return (
    <Page>
      <PageHeader
        title="Numbers"
        description="Every number of every carrier, as last reported by the carrier."
        actions={<ExportMenu href={toNumbersExport(query)} />}
      />
      <NumbersTabs current="table" />
      <div className="flex flex-col gap-2">
        <NumberFilters carriers={carriers} />
        <FilterChips chips={chips} />
        <PageSavedViews list="numbers" views={views} />
      </div>
      <NumbersTable
        rows={page.rows}
        isFiltered={chips.length > 0}
        search={query.q ?? null}
        matching={{
          total: page.total,
          query: toParams(query).toString(),
          title: ["Numbers", ...chips.map(({ label, value }) => `${label}: ${value}`)].join(" · "),
        }}
        moreHref={query.known === undefined ? toNumbersList({ ...query, known: "all" }) : null}
        smsAccounts={smsAccounts}
        denial={can(ctx.actor.role, "orders:write") ? null : explainDenial("orders:write")}
        refreshDenial={can(ctx.actor.role, "numbers:refresh") ? null : explainDenial("numbers:refresh")}
      />
      <Pager
        shown={page.rows.length}
        total={page.total}
        noun={["number", "numbers"]}
        previous={page.previous}
        next={page.next}
      />
    </Page>
  );
}
