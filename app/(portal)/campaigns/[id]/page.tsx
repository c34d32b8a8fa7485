import type { Metadata } from "next";
import { LivePage } from "@/components/live/live-page";
import { CapacityMeter } from "@/components/campaigns/capacity-meter";
import { EntryStateBadge, StandingBadge } from "@/components/campaigns/entry-badges";
import { CarrierAnswerCard } from "@/components/campaigns/carrier-answer-card";
import { EmptyState } from "@/components/feedback/empty-state";
import { TelephoneNumber } from "@/components/number";
import { ButtonLink } from "@/components/ui/button";
import { Card, Facts, Section } from "@/components/ui/card";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { NotKnown, NoValue } from "@/components/ui/no-value";
import { Page } from "@/components/ui/page-header";
import { CheckedAt, RelativeTime } from "@/components/ui/time";
import { authorize } from "@/lib/auth/session";
import type { AnswerPart } from "@/lib/domain/answer";
import { canSendAgain, describeCampaignEnd, isEntryMoving } from "@/lib/domain/campaign";
import { STATES } from "@/lib/domain/labels";
import { can, explainDenial, type Permission } from "@/lib/domain/permissions";
import { readPath } from "@/lib/domain/read-query";
import { type CampaignDetail, getCampaign } from "@/lib/services/campaigns/get-entry";
import { CampaignHistory, WatchNotices } from "./campaign-watch";
import { CapacityButton } from "../capacity-dialog";
import { RefreshButton } from "../refresh-button";
import { SendAgainButton } from "../send-again-button";

export const metadata: Metadata = { title: "Campaign" };

type Props = { params: Promise<{ id: string }> };

export default async function CampaignPage({ params }: Props) {
  const { id } = readPath(await params);
  const ctx = await authorize("numbers:read");
  const campaign = await getCampaign(ctx, id);
  if (!campaign) return <NotHere id={id} />;
  const deny = (permission: Permission) => (can(ctx.actor.role, permission) ? null : explainDenial(permission));
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/campaigns", label: "Campaigns" }]}
        title={campaign.campaignId}
        answer={<Answer parts={describeCampaign(campaign)} />}
        detail={campaign.description}
        badges={<EntryStateBadge state={campaign.state} />}
        actions={
          <>
            {canSendAgain(campaign.state) && (
              <SendAgainButton entry="campaign" id={campaign.id} denial={deny("campaigns:write")} />
            )}
            <RefreshButton ids={[campaign.id]} denial={deny("numbers:refresh")} />
            {campaign.state === "registered" && can(ctx.actor.role, "orders:write") && (
              <ButtonLink variant="primary" href={`/campaigns/assign?campaign=${campaign.id}`}>
                Assign numbers…
              </ButtonLink>
            )}
          </>
        }
      />
      <WatchNotices campaign={campaign} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Numbers campaign={campaign} denial={deny("campaigns:write")} />
        <div className="flex min-w-0 flex-col gap-5">
          <Section title="About">
            <About campaign={campaign} />
          </Section>
          <CampaignHistory campaign={campaign} />
          <Section title="The carrier's answer to the registration">
            <CarrierAnswerCard answer={campaign.answer} />
          </Section>
        </div>
      </div>
      <LivePage
        at={campaign.at}
        pace={
          isEntryMoving(campaign.state) ||
          campaign.answer?.againAt !== undefined ||
          campaign.standing === "waiting" ||
          campaign.pending > 0
            ? "list"
            : "off"
        }
      />
    </Page>
  );
}

/** Whether its numbers can text, and how many there are. */
function describeCampaign({ state, standing, event, used, pending, capacity }: CampaignDetail): AnswerPart[] {
  const room = {
    text: `${formatCount(used + pending)} of ${formatNoun(capacity, "number")}`,
    ...(used + pending >= capacity && { tone: "pending" as const }),
  };
  if (state !== "registered") {
    const { label, tone } = STATES.entry[state];
    return [{ text: state === "unknown" ? "Not known whether it is registered" : label, tone }, room];
  }
  if (standing === null) return [{ text: "Not known: never read at the carrier", tone: "unknown" }, room];
  if (standing === "ended") return [{ text: `This campaign ${describeCampaignEnd(event)}`, tone: "bad" }, room];
  const { label, tone } = STATES.campaign[standing];
  return [{ text: label, ...(standing !== "ready" && { tone }) }, room];
}

function Numbers({ campaign, denial }: { campaign: CampaignDetail; denial: string | null }) {
  const href = `/numbers?campaign=${encodeURIComponent(campaign.campaignId)}`;
  return (
    <Section title="Numbers" actions={<CapacityButton campaign={campaign} denial={denial} />}>
      <Card className="flex flex-col gap-4">
        <CapacityMeter room={campaign} isWide />
        {campaign.bound !== null && campaign.bound !== campaign.used && (
          <p className="text-xs text-muted">
            The carrier listed {formatNoun(campaign.bound, "number")} when it was last read.
          </p>
        )}
        {campaign.numbers.length === 0 ? (
          <p className="text-sm text-muted">The carrier has reported no number in this campaign.</p>
        ) : (
          <>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-4 gap-y-1">
              {campaign.numbers.map((number) => (
                <li key={number}>
                  <TelephoneNumber e164={number} isLink />
                </li>
              ))}
            </ul>
            <p className="text-sm">
              <TextLink href={href}>All {formatNoun(campaign.used, "number")} of this campaign</TextLink>
            </p>
          </>
        )}
      </Card>
    </Section>
  );
}

const About = ({ campaign }: { campaign: CampaignDetail }) => (
  <Card>
    <Facts
      items={[
        {
          label: "Brand",
          value: (
            <>
              <TextLink href={`/brands/${campaign.brandRowId}`}>{campaign.brandName}</TextLink>{" "}
              <span className="font-mono text-xs text-muted">{campaign.brandId}</span>
            </>
          ),
        },
        { label: "Carrier account", value: campaign.accountName },
        { label: "Number pool", value: campaign.hasPool ? "Confirmed" : <NoValue /> },
        {
          label: "Status at the carrier",
          value: <StandingBadge standing={campaign.standing} event={campaign.event} />,
        },
        {
          label: "Carrier's value",
          value: <span className="font-mono text-xs">{campaign.event ?? <NotKnown>never read</NotKnown>}</span>,
        },
        { label: "Read", value: <CheckedAt at={campaign.checkedAt} /> },
        { label: "Added", value: <RelativeTime at={campaign.createdAt} /> },
      ]}
    />
  </Card>
);

const NotHere = ({ id }: { id: string }) => (
  <Page>
    <EmptyState
      isPage
      title={`Campaign ${id.slice(0, 40)} is not registered here`}
      actions={
        <>
          <ButtonLink href={`/numbers?campaign=${encodeURIComponent(id)}`}>Numbers that name it</ButtonLink>
          <ButtonLink href="/campaigns">To the campaigns</ButtonLink>
        </>
      }
    >
      A carrier may know it all the same. Adding it under its brand takes over what the carrier has.
    </EmptyState>
  </Page>
);
