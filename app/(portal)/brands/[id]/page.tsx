import { LivePage } from "@/components/live/live-page";
import { ListPager } from "@/components/data-table/list-pager";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { campaignQuery, isEntryMoving } from "@/lib/domain/campaign";
import { findDenial } from "@/lib/domain/permissions";
import { type IdProps, readPath, readQuery, type SearchProps } from "@/lib/domain/read-query";
import { getBrand } from "@/lib/services/campaigns/get-entry";
import { listCampaigns } from "@/lib/services/campaigns/list-campaigns";
import { AddCampaign } from "../../campaigns/add-campaign";
import { CampaignsTable } from "../../campaigns/campaigns-table";
import { RefreshButton } from "../../campaigns/refresh-button";
import { BrandFacts } from "./brand-facts";
import { BrandHeader } from "./brand-header";
import { NotHere } from "./not-here";
import { Section } from "@/components/ui/card";

export default async function BrandPage({ params, searchParams }: IdProps & SearchProps) {
  const { id } = readPath(await params);
  const query = readQuery(campaignQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const brand = await getBrand(ctx, id);
  if (!brand) return <NotHere id={id} />;
  const page = await listCampaigns(ctx, { ...query, brandRowId: brand.id });
  const isAccepted = brand.state === "registered" || brand.state === "unknown";
  return (
    <Page>
      <BrandHeader brand={brand} campaigns={page.total.count} denial={findDenial(ctx.actor.role, "campaigns:write")} />
      <Section
        title="Campaigns"
        actions={
          <>
            <RefreshButton
              ids={page.rows.map((row) => row.id)}
              denial={findDenial(ctx.actor.role, "numbers:refresh")}
            />
            <AddCampaign
              brands={[{ id: brand.id, label: `${brand.name} (${brand.brandId})`, mode: brand.mode }]}
              denial={
                findDenial(ctx.actor.role, "campaigns:write") ??
                (isAccepted ? null : "The carrier has not accepted this brand yet.")
              }
            />
          </>
        }
      >
        <CampaignsTable rows={page.rows} isFiltered={false} isOfBrand />
        <ListPager page={page} noun={["campaign", "campaigns"]} />
      </Section>
      <BrandFacts brand={brand} />
      <LivePage
        at={page.at}
        pace={isEntryMoving(brand.state) || page.rows.some(({ state }) => isEntryMoving(state)) ? "list" : "off"}
      />
    </Page>
  );
}
