import { ArrowRight } from "lucide-react";
import { StandingBadge } from "@/components/campaigns/entry-badges";
import { PageBanner } from "@/components/feedback/page-banner";
import { Card, Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { AbsoluteTime, DateOnly } from "@/components/ui/time";
import { describeCampaignEnd } from "@/lib/domain/campaign";
import type { CampaignDetail } from "@/lib/services/campaigns/get-entry";

const DAY_MS = 86_400_000;

/** What needs a person: numbers that stopped with the campaign, and a campaign without numbers. */
export function WatchNotices({ campaign }: { campaign: CampaignDetail }) {
  const { campaignId, event, watch, at } = campaign;
  const days = watch.emptySince === null ? 0 : Math.floor((Date.parse(at) - Date.parse(watch.emptySince)) / DAY_MS);
  const drifted = `/numbers?campaign=${encodeURIComponent(campaignId)}&view=drifted`;
  return (
    <>
      {watch.stopped > 0 && (
        <PageBanner
          tone="bad"
          title={`${formatNoun(watch.stopped, "number")} stopped texting because this campaign ${describeCampaignEnd(event)}`}
        >
          <TextLink href={drifted}>Show these numbers</TextLink>. Assign them to another campaign to have them text
          again.
        </PageBanner>
      )}
      {watch.emptySince !== null && (
        <PageBanner
          tone={days >= 1 ? "pending" : "neutral"}
          title={days >= 1 ? `Without numbers for ${formatNoun(days, "day")}` : "Without numbers"}
        >
          Since <DateOnly at={watch.emptySince} /> the carrier has listed no number of it. The registry may suspend a
          campaign that stays empty.
        </PageBanner>
      )}
    </>
  );
}

/** What readings showed, newest first. */
export const CampaignHistory = ({ campaign: { watch } }: { campaign: CampaignDetail }) => (
  <Section title="History" description="What changed from one reading to the next.">
    <Card>
      {watch.history.length === 0 ? (
        <p className="text-sm text-muted">No reading has shown a change yet.</p>
      ) : (
        <ol className="flex flex-col gap-3">
          {watch.history.map(({ id, at, fromEvent, event, standing, bound }) => (
            <li key={id} className="flex flex-col gap-0.5 text-sm">
              <span className="flex flex-wrap items-center gap-2">
                {standing && <StandingBadge standing={standing} event={event} />}
                <span className="text-xs text-muted">
                  <AbsoluteTime at={at} />
                </span>
              </span>
              <span className="flex flex-wrap items-center gap-1.5 font-mono text-xs text-muted">
                {fromEvent ?? "not read before"}
                <ArrowRight aria-label="became" className="size-3 text-faint" />
                <span className="text-ink">{event ?? "unknown to the carrier"}</span>
                {bound !== null && <span className="font-sans">{formatNoun(bound, "number")}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  </Section>
);
