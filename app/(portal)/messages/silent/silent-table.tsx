import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { TelephoneNumber } from "@/components/number";
import { CustomerLink } from "@/components/numbers/customer-link";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import type { SilentNumber } from "@/lib/services/messages/silence";

export const SilentTable = ({ rows }: { rows: readonly SilentNumber[] }) => (
  <Table label="Silent numbers">
    <TableHead>
      <ColumnHeader label="Number" isSticky />
      <ColumnHeader label="Customer" />
      <ColumnHeader label="Last message" />
      <ColumnHeader label="Days with messages before" align="right" />
      <ColumnHeader label="Actions" isLabelHidden align="right" />
    </TableHead>
    <tbody>
      {rows.map(({ number, customer, lastInboundAt, regularDays }) => (
        <Row key={number} href={`/numbers/${encodeURIComponent(number)}`}>
          <Cell isSticky>
            <TelephoneNumber e164={number} isLink />
          </Cell>
          <Cell>
            <CustomerLink customer={customer} />
          </Cell>
          <Cell>
            <RelativeTime at={lastInboundAt} />
          </Cell>
          <Cell align="right" label="Days with messages before">
            {regularDays} of 30
          </Cell>
          <Cell align="right" place="beside">
            <TextLink href={`/messages/search?number=${encodeURIComponent(number)}`}>Messages</TextLink>
          </Cell>
        </Row>
      ))}
    </tbody>
  </Table>
);
