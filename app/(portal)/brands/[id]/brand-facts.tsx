import { CarrierAnswerCard } from "@/components/campaigns/carrier-answer-card";
import { Card, Facts, Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { BrandDetail } from "@/lib/services/campaigns/get-entry";

export const BrandFacts = ({ brand }: { brand: BrandDetail }) => (
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
);
