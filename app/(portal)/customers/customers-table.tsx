import { Contact } from "lucide-react";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { TagList } from "@/components/numbers/label-chips";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { NotKnown, NoValue } from "@/components/ui/no-value";
import { RelativeTime } from "@/components/ui/time";
import { ToneDot } from "@/components/ui/tone";
import type { CustomerRow } from "@/lib/domain/customer";
import { CUSTOMERS_TABLE } from "@/lib/domain/customers-table";
import type { ShownColumn } from "@/lib/domain/table";
import { CustomerButton } from "./customer-form";

const count = (value: number | null) =>
  value === null ? (
    <span title="Too many numbers to evaluate each here. Open the customer's numbers.">
      <NotKnown>not counted</NotKnown>
    </span>
  ) : (
    <span className={value === 0 ? "text-faint" : undefined}>{formatCount(value)}</span>
  );

/** A number of exceptions leads to them. */
const exceptions = (value: number, view: string, { id }: CustomerRow, tone: "bad" | "pending") =>
  value === 0 ? (
    <span className="text-faint">0</span>
  ) : (
    <span className="inline-flex items-center gap-1.5">
      <ToneDot tone={tone} />
      <TextLink href={`/numbers?customer=${id}&view=${view}`}>{formatCount(value)}</TextLink>
    </span>
  );

const CELLS: Record<ShownColumn<typeof CUSTOMERS_TABLE>, (row: CustomerRow) => ReactNode> = {
  name: ({ id, name, isArchived }) => (
    <span className="flex items-center gap-1.5">
      <TextLink href={`/customers/${id}`} className="inline-block max-w-72 truncate max-sm:max-w-[75vw]">
        {name}
      </TextLink>
      {isArchived && <Badge>Archived</Badge>}
    </span>
  ),
  reference: ({ reference }) =>
    reference === null ? <NoValue /> : <span className="inline-block max-w-40 truncate align-bottom">{reference}</span>,
  numbers: ({ numbers }) => count(numbers),
  can: ({ texting }) => count(texting.can),
  cannot: (row) => exceptions(row.texting.cannot, "cannot-text", row, "bad"),
  unknown: ({ texting }) => count(texting.unknown),
  drifted: (row) => exceptions(row.texting.drifted, "drifted", row, "pending"),
  tags: ({ tags }) => <TagList tags={tags} />,
  changed: ({ changedAt }) => (
    <span className="text-xs">
      <RelativeTime at={changedAt} />
    </span>
  ),
};

export const CustomersTable = ({
  rows,
  isFiltered,
  denial,
}: {
  rows: readonly CustomerRow[];
  isFiltered: boolean;
  /** Why this role cannot create one, or null. */
  denial: string | null;
}) => (
  <DataTable
    label="Customers"
    columns={CUSTOMERS_TABLE}
    cells={CELLS}
    rows={rows}
    keyOf={({ id }) => id}
    rowProps={({ id }) => ({ href: `/customers/${id}` })}
    defaultSort="name"
    empty={
      isFiltered ? (
        <EmptyState
          icon={Contact}
          title="No customer matches"
          actions={<ButtonLink href="/customers">Clear all filters</ButtonLink>}
        >
          Names and our references are matched anywhere.
        </EmptyState>
      ) : (
        <EmptyState icon={Contact} title="No customers yet" actions={<CustomerButton denial={denial} />}>
          Whose numbers they are: create a customer, then set it for numbers on their list, on a number&apos;s page or
          by an upload.
        </EmptyState>
      )
    }
  />
);
