import { LivePage } from "@/components/live/live-page";
import { CarrierAnswerCard } from "@/components/campaigns/carrier-answer-card";
import { Section } from "@/components/ui/card";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { findDenial } from "@/lib/domain/permissions";
import { type IdProps, readPath } from "@/lib/domain/read-query";
import { getCampaign } from "@/lib/services/campaigns/get-entry";
import { CampaignFacts } from "./campaign-facts";
import { CampaignHeader } from "./campaign-header";
import { CampaignNumbers } from "./campaign-numbers";
import { CampaignHistory, WatchNotices } from "./campaign-watch";
import { isCampaignMoving } from "./describe-campaign";
import { NotHere } from "./not-here";

export default async function CampaignPage({ params }: IdProps) {
  const { id } = readPath(await params);
  const ctx = await authorize("numbers:read");
  const campaign = await getCampaign(ctx, id);
  if (!campaign) return <NotHere id={id} />;
  const denial = findDenial(ctx.actor.role, "campaigns:write");
  return (
    <Page>
      <CampaignHeader campaign={campaign} role={ctx.actor.role} />
      <WatchNotices campaign={campaign} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <CampaignNumbers campaign={campaign} denial={denial} />
        <div className="flex min-w-0 flex-col gap-5">
          <Section title="About">
            <CampaignFacts campaign={campaign} />
          </Section>
          <CampaignHistory campaign={campaign} />
          <Section title="The carrier's answer to the registration">
            <CarrierAnswerCard answer={campaign.answer} />
          </Section>
        </div>
      </div>
      <LivePage at={campaign.at} pace={isCampaignMoving(campaign) ? "list" : "off"} />
    </Page>
  );
}
