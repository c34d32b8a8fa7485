import type { Metadata } from "next";
import { LivePage } from "@/components/live/live-page";
import { FilterBar, FilterChips, SelectFilter, TextFilter } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { describeEntries } from "@/components/campaigns/describe-entries";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { brandQuery, isEntryMoving } from "@/lib/domain/campaign";
import { STATES, toOptions } from "@/lib/domain/labels";
import { can, explainDenial } from "@/lib/domain/permissions";
import { readQuery } from "@/lib/domain/read-query";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";
import { getBrandsPage } from "@/lib/services/campaigns/get-entry-lists";
import { AddBrand } from "./add-brand";
import { BrandsTable } from "./brands-table";

export const metadata: Metadata = { title: "Brands" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BrandsPage({ searchParams }: Props) {
  const query = readQuery(brandQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const [{ page, trouble }, accounts] = await Promise.all([
    getBrandsPage(ctx, query),
    listCapableAccounts(ctx, { capabilities: ["campaigns"] }),
  ]);
  const chips = [
    query.q && { name: "q", label: "Search", value: query.q },
    query.state && { name: "state", label: "Registration", value: STATES.entry[query.state].label },
  ].filter((chip) => typeof chip === "object");
  return (
    <Page>
      <AnswerHeader
        title="Brands"
        answer={
          <Answer
            parts={describeEntries({ total: page.total, isFiltered: chips.length > 0, noun: "brand", trouble })}
          />
        }
        actions={
          <AddBrand
            accounts={accounts}
            denial={can(ctx.actor.role, "campaigns:write") ? null : explainDenial("campaigns:write")}
          />
        }
      />
      {(page.total.count > 0 || chips.length > 0) && (
        <div className="flex flex-col gap-2">
          <FilterBar>
            <TextFilter
              name="q"
              label="Start of a brand ID, or part of its name"
              placeholder="Brand ID or name"
              className="w-full sm:w-72"
            />
            <SelectFilter name="state" label="Any registration" options={toOptions(STATES.entry)} />
          </FilterBar>
          <FilterChips chips={chips} />
        </div>
      )}
      <BrandsTable rows={page.rows} isFiltered={chips.length > 0} />
      <ListPager page={page} noun={["brand", "brands"]} />
      <LivePage at={page.at} pace={page.rows.some(({ state }) => isEntryMoving(state)) ? "list" : "off"} />
    </Page>
  );
}
