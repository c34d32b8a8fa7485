import { LivePage } from "@/components/live/live-page";
import { FilterChips } from "@/components/data-table/filter-bar";
import { ListPager } from "@/components/data-table/list-pager";
import { ButtonLink } from "@/components/ui/button";
import { describeEntries } from "@/components/campaigns/describe-entries";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { campaignQuery, isEntryMoving } from "@/lib/domain/campaign";
import { can, findDenial } from "@/lib/domain/permissions";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { listBrandChoices } from "@/lib/services/campaigns/list-brand-choices";
import { getCampaignsPage } from "@/lib/services/campaigns/get-entry-lists";
import { AddCampaign } from "./add-campaign";
import { CampaignFilters, describeCampaignFilters } from "./campaign-filters";
import { CampaignsTable } from "./campaigns-table";
import { RefreshButton } from "./refresh-button";

export default async function CampaignsPage({ searchParams }: SearchProps) {
  const query = readQuery(campaignQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const [{ page, trouble }, brands] = await Promise.all([getCampaignsPage(ctx, query), listBrandChoices(ctx)]);
  const chips = describeCampaignFilters(query);
  return (
    <Page>
      <AnswerHeader
        title="Campaigns"
        answer={
          <Answer
            parts={describeEntries({ total: page.total, isFiltered: chips.length > 0, noun: "campaign", trouble })}
          />
        }
        actions={
          <>
            <RefreshButton ids={page.rows.map(({ id }) => id)} denial={findDenial(ctx.actor.role, "numbers:refresh")} />
            {can(ctx.actor.role, "orders:write") && <ButtonLink href="/campaigns/assign">Assign numbers…</ButtonLink>}
            <AddCampaign brands={brands} denial={findDenial(ctx.actor.role, "campaigns:write")} />
          </>
        }
      />
      {(page.total.count > 0 || chips.length > 0) && (
        <div className="flex flex-col gap-2">
          <CampaignFilters />
          <FilterChips chips={chips} />
        </div>
      )}
      <CampaignsTable rows={page.rows} isFiltered={chips.length > 0} />
      <ListPager page={page} noun={["campaign", "campaigns"]} />
      <LivePage
        at={page.at}
        pace={page.rows.some(({ state, pending }) => isEntryMoving(state) || pending > 0) ? "list" : "off"}
      />
    </Page>
  );
}
