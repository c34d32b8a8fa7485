import type { CustomerName } from "@/lib/domain/customer";
import { TextLink } from "../ui/link";
import { NoValue } from "../ui/no-value";

/** Whose number it is, in a table's cell or a line of text. */
export const CustomerLink = ({ customer }: { customer: CustomerName | null }) =>
  customer === null ? (
    <NoValue />
  ) : (
    <TextLink href={`/customers/${customer.id}`} className="inline-block max-w-52 truncate align-middle">
      {customer.name}
    </TextLink>
  );
