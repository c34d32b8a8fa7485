import { CapacityMeter } from "@/components/campaigns/capacity-meter";
import { TelephoneNumber } from "@/components/number";
import { Card, Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import type { CampaignDetail } from "@/lib/services/campaigns/get-entry";
import { CapacityButton } from "../capacity-dialog";

/** How full it is, and the first of its numbers. */
export function CampaignNumbers({ campaign, denial }: { campaign: CampaignDetail; denial: string | null }) {
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
