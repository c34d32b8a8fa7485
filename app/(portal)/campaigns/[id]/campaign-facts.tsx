import { StandingBadge } from "@/components/campaigns/entry-badges";
import { Card, Facts } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { NotKnown, NoValue } from "@/components/ui/no-value";
import { CheckedAt, RelativeTime } from "@/components/ui/time";
import type { CampaignDetail } from "@/lib/services/campaigns/get-entry";

export const CampaignFacts = ({ campaign }: { campaign: CampaignDetail }) => (
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
