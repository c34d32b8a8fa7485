import { LivePage } from "@/components/live/live-page";
import { FilterChips } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { describeEntries } from "@/components/campaigns/describe-entries";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { brandQuery, isEntryMoving } from "@/lib/domain/campaign";
import { findDenial } from "@/lib/domain/permissions";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { getBrandsPage } from "@/lib/services/campaigns/get-entry-lists";
import { AddBrand } from "./add-brand";
import { BrandsTable } from "./brands-table";
import { BrandFilters, describeBrandFilters } from "./brand-filters";

export default async function BrandsPage({ searchParams }: SearchProps) {
  const query = readQuery(brandQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const [{ page, trouble }, accounts] = await Promise.all([
    getBrandsPage(ctx, query),
    listCapableAccounts(ctx, { capabilities: ["campaigns"] }),
  ]);
  const chips = describeBrandFilters(query);
  return (
    <Page>
      <AnswerHeader
        title="Brands"
        answer={
          <Answer
            parts={describeEntries({ total: page.total, isFiltered: chips.length > 0, noun: "brand", trouble })}
          />
        }
        actions={<AddBrand accounts={accounts} denial={findDenial(ctx.actor.role, "campaigns:write")} />}
      />
      {(page.total.count > 0 || chips.length > 0) && (
        <div className="flex flex-col gap-2">
          <BrandFilters />
          <FilterChips chips={chips} />
        </div>
      )}
      <BrandsTable rows={page.rows} isFiltered={chips.length > 0} />
      <ListPager page={page} noun={["brand", "brands"]} />
      <LivePage at={page.at} pace={page.rows.some(({ state }) => isEntryMoving(state)) ? "list" : "off"} />
    </Page>
  );
}
