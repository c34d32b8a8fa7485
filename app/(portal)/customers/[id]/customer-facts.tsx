import { Facts, Section } from "@/components/ui/card";
import { formatCount } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { NoValue } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import type { CustomerView } from "@/lib/services/customers/get-customer";

/** What is known about it, and its note. */
export const CustomerFacts = ({ customer }: { customer: CustomerView }) => (
  <>
    <Facts
      items={[
        { label: "Our reference", value: customer.reference ?? <NoValue /> },
        {
          label: "Drifted",
          value:
            customer.texting.drifted === 0 ? (
              "0"
            ) : (
              <TextLink href={`/numbers?customer=${customer.id}&view=drifted`}>
                {formatCount(customer.texting.drifted)}
              </TextLink>
            ),
        },
        {
          label: "Created",
          value: (
            <>
              <RelativeTime at={customer.createdAt} />
              {customer.createdBy && ` by ${customer.createdBy}`}
            </>
          ),
        },
        { label: "Last change", value: <RelativeTime at={customer.changedAt} /> },
      ]}
    />
    {customer.note !== "" && (
      <Section title="Note">
        <p className="max-w-[80ch] text-sm [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">{customer.note}</p>
      </Section>
    )}
  </>
);
