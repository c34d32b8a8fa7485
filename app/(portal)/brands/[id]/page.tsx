import type { Metadata } from "next";
import { LivePage } from "@/components/live/live-page";
import { EntryStateBadge } from "@/components/campaigns/entry-badges";
import { CarrierAnswerCard } from "@/components/campaigns/carrier-answer-card";
import { ListPager } from "@/components/data-table/list-pager";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card, Facts, Section } from "@/components/ui/card";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { formatNoun } from "@/components/ui/format";
import { Page } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/time";
import { authorize } from "@/lib/auth/session";
import { campaignQuery, canSendAgain, isEntryMoving } from "@/lib/domain/campaign";
import { STATES } from "@/lib/domain/labels";
import { can, explainDenial, type Permission } from "@/lib/domain/permissions";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { getBrand } from "@/lib/services/campaigns/get-entry";
import { listCampaigns } from "@/lib/services/campaigns/list-campaigns";
import { AddCampaign } from "../../campaigns/add-campaign";
import { CampaignsTable } from "../../campaigns/campaigns-table";
import { RefreshButton } from "../../campaigns/refresh-button";
import { SendAgainButton } from "../../campaigns/send-again-button";

export const metadata: Metadata = { title: "Brand" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function BrandPage({ params, searchParams }: Props) {
  const { id } = readPath(await params);
  const query = readQuery(campaignQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const brand = await getBrand(ctx, id);
  if (!brand) return <NotHere id={id} />;
  const page = await listCampaigns(ctx, { ...query, brandRowId: brand.id });
  const deny = (permission: Permission) => (can(ctx.actor.role, permission) ? null : explainDenial(permission));
  const isAccepted = brand.state === "registered" || brand.state === "unknown";
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/brands", label: "Brands" }]}
        title={brand.name}
        answer={
          <Answer
            parts={[
              brand.state !== "registered" && {
                text: `${STATES.entry[brand.state].label} at ${brand.accountName}`,
                tone: STATES.entry[brand.state].tone,
              },
              { text: page.total.count === 0 ? "No campaigns yet" : formatNoun(page.total.count, "campaign") },
            ]}
          />
        }
        detail={brand.description}
        badges={
          <>
            <span className="font-mono text-sm text-muted">{brand.brandId}</span>
            <EntryStateBadge state={brand.state} />
          </>
        }
        actions={
          canSendAgain(brand.state) && <SendAgainButton entry="brand" id={brand.id} denial={deny("campaigns:write")} />
        }
      />
      <Section
        title="Campaigns"
        actions={
          <>
            <RefreshButton ids={page.rows.map((row) => row.id)} denial={deny("numbers:refresh")} />
            <AddCampaign
              brands={[{ id: brand.id, label: `${brand.name} (${brand.brandId})`, mode: brand.mode }]}
              denial={deny("campaigns:write") ?? (isAccepted ? null : "The carrier has not accepted this brand yet.")}
            />
          </>
        }
      >
        <CampaignsTable rows={page.rows} isFiltered={false} isOfBrand />
        <ListPager page={page} noun={["campaign", "campaigns"]} />
      </Section>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Section title="About">
          <Card>
            <Facts
              items={[
                { label: "Carrier account", value: brand.accountName },
                { label: "Added", value: <RelativeTime at={brand.createdAt} /> },
              ]}
            />
          </Card>
        </Section>
        <Section title="Carrier's response to the registration">
          <CarrierAnswerCard answer={brand.answer} />
        </Section>
      </div>
      <LivePage
        at={page.at}
        pace={isEntryMoving(brand.state) || page.rows.some(({ state }) => isEntryMoving(state)) ? "list" : "off"}
      />
    </Page>
  );
}

const NotHere = ({ id }: { id: string }) => (
  <Page>
    <EmptyState
      isPage
      title={`Brand ${id.slice(0, 40)} is not recorded here`}
      actions={<ButtonLink href="/brands">View brands</ButtonLink>}
    >
      Add it to load its data from the carrier.
    </EmptyState>
  </Page>
);
