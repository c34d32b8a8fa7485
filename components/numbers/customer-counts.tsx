import type { CustomerSummary } from "@/lib/domain/customer-counts";
import { formatCount } from "../ui/format";
import { TextLink } from "../ui/link";

/** Whose numbers these are, with how many of each: "Acme Dental 12, Bolt 3, 2 more". */
export const CustomerCounts = ({ customers, moreCustomers }: CustomerSummary) => (
  <>
    {customers.map(({ customer, count }, index) => (
      <span key={customer?.id ?? "none"} className="whitespace-nowrap">
        {index > 0 && ", "}
        {customer ? (
          <TextLink href={`/customers/${customer.id}`} className="inline-block max-w-48 truncate align-bottom">
            {customer.name}
          </TextLink>
        ) : (
          "no customer"
        )}{" "}
        <span className="tabular-nums">{formatCount(count)}</span>
      </span>
    ))}
    {moreCustomers > 0 && `, ${formatCount(moreCustomers)} more`}
  </>
);
