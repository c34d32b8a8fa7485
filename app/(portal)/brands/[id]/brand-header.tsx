import { EntryStateBadge } from "@/components/campaigns/entry-badges";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { formatNoun } from "@/components/ui/format";
import { canSendAgain } from "@/lib/domain/campaign";
import { STATES } from "@/lib/domain/labels";
import type { BrandDetail } from "@/lib/services/campaigns/get-entry";
import { SendAgainButton } from "../../campaigns/send-again-button";

/** Its answer. `campaigns`: how many it has; `denial`: why it cannot be sent again, or null. */
export const BrandHeader = ({
  brand,
  campaigns,
  denial,
}: {
  brand: BrandDetail;
  campaigns: number;
  denial: string | null;
}) => (
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
          { text: campaigns === 0 ? "No campaigns yet" : formatNoun(campaigns, "campaign") },
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
    actions={canSendAgain(brand.state) && <SendAgainButton entry="brand" id={brand.id} denial={denial} />}
  />
);
