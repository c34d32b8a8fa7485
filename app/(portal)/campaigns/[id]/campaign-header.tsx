import { EntryStateBadge } from "@/components/campaigns/entry-badges";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { canSendAgain } from "@/lib/domain/campaign";
import { can, findDenial, type Role } from "@/lib/domain/permissions";
import type { CampaignDetail } from "@/lib/services/campaigns/get-entry";
import { RefreshButton } from "../refresh-button";
import { SendAgainButton } from "../send-again-button";
import { describeCampaign } from "./describe-campaign";

/** Its answer, and what this role can do with it. */
export function CampaignHeader({ campaign, role }: { campaign: CampaignDetail; role: Role }) {
  return (
    <AnswerHeader
      path={[{ href: "/campaigns", label: "Campaigns" }]}
      title={campaign.campaignId}
      answer={<Answer parts={describeCampaign(campaign)} />}
      detail={campaign.description}
      badges={<EntryStateBadge state={campaign.state} />}
      actions={
        <>
          {canSendAgain(campaign.state) && (
            <SendAgainButton entry="campaign" id={campaign.id} denial={findDenial(role, "campaigns:write")} />
          )}
          <RefreshButton ids={[campaign.id]} denial={findDenial(role, "numbers:refresh")} />
          {campaign.state === "registered" && can(role, "orders:write") && (
            <ButtonLink variant="primary" href={`/campaigns/assign?campaign=${campaign.id}`}>
              Assign numbers…
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
