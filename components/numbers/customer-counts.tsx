import { Fragment } from "react";
import type { CustomerSummary } from "@/lib/domain/customer-counts";
import { formatCount } from "../ui/format";
import { TextLink } from "../ui/link";

/** Whose numbers these are, with how many of each: "Acme Dental 12, Bolt 3, 2 more". */
export const CustomerCounts = ({ customers, moreCustomers }: CustomerSummary) => (
  <>
    {customers.map(({ customer, count }, index) => (
      <Fragment key={customer?.id ?? "none"}>
        {/* The line breaks between two of them, never within one. */}
        {index > 0 && " "}
        <span className="whitespace-nowrap">
          {customer ? (
            <TextLink href={`/customers/${customer.id}`} className="inline-block max-w-48 truncate align-bottom">
              {customer.name}
            </TextLink>
          ) : (
            "no customer"
          )}{" "}
          <span className="tabular-nums">{formatCount(count)}</span>
          {(index < customers.length - 1 || moreCustomers > 0) && ","}
        </span>
      </Fragment>
    ))}
    {moreCustomers > 0 && ` ${formatCount(moreCustomers)} more`}
  </>
);
