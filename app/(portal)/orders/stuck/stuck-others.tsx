import { EscalationButton } from "@/components/orders/escalation-drawer";
import { Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { Elapsed, RelativeTime } from "@/components/ui/time";
import type { StuckCampaign, StuckMessages } from "@/lib/domain/stuck";

type Props = { campaigns: readonly StuckCampaign[]; messages: readonly StuckMessages[] };

const LIST = "divide-y divide-line border-y border-line";
const ITEM = "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 text-sm";

/** Campaigns that hang in review, and messages without a receipt. */
export function StuckOthers({ campaigns, messages }: Props) {
  return (
    <>
      {campaigns.length > 0 && (
        <Section title="Campaigns in review">
          <ul className={LIST}>
            {campaigns.map(({ id, campaignId, brand, accountName, since, event, checkedAt }) => (
              <li key={id} className={ITEM}>
                <span className="min-w-0">
                  <TextLink href={`/campaigns/${id}`} className="font-mono">
                    {campaignId}
                  </TextLink>{" "}
                  <span className="text-muted">of {brand}</span>
                  <span className="block text-xs text-muted">
                    {accountName} · waits <Elapsed since={since} /> · {event ?? "no status reported"}
                    {checkedAt && (
                      <>
                        , read <RelativeTime at={checkedAt} />
                      </>
                    )}
                  </span>
                </span>
                <EscalationButton query={{ campaigns: id }} label="Write" what={`campaign ${campaignId}`} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {messages.length > 0 && (
        <Section title="Messages without a receipt">
          <ul className={LIST}>
            {messages.map(({ accountId, accountName, count, oldest }) => (
              <li key={accountId} className={ITEM}>
                <span>
                  <TextLink href={`/messages/search?state=moving&account=${accountId}`}>
                    {formatNoun(count, "message")}
                  </TextLink>{" "}
                  <span className="text-muted">of {accountName}</span>
                  <span className="block text-xs text-muted">
                    the oldest waits <Elapsed since={oldest} />
                  </span>
                </span>
                <EscalationButton query={{ messages: accountId }} label="Write" what={`messages of ${accountName}`} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
