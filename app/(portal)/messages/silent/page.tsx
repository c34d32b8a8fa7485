import type { Metadata } from "next";
import { ColumnHeader } from "@/components/data-table/column-header";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { TelephoneNumber } from "@/components/number";
import { CustomerLink } from "@/components/numbers/customer-link";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/time";
import { authorize } from "@/lib/auth/session";
import { can } from "@/lib/domain/permissions";
import { listSilent } from "@/lib/services/messages/silence";
import { LiveMessages } from "../live-messages";
import { MessageTabs } from "../message-tabs";

export const metadata: Metadata = { title: "Silent numbers" };

export default async function SilentPage() {
  const ctx = await authorize("numbers:read");
  const { at, version, rows, silence, hasMore } = await listSilent(ctx);
  const span = formatNoun(silence.days, "day");
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/messages", label: "Messages" }]}
        title="Silent numbers"
        answer={
          rows.length === 0
            ? "No number fell silent"
            : `${formatCount(rows.length)}${hasMore ? "+" : ""} ${rows.length === 1 ? "number" : "numbers"} fell silent`
        }
        detail={
          <>
            Nothing received for {span}, after messages on {silence.regularDays} or more of the 30 days before.
            {can(ctx.actor.role, "accounts:manage") && (
              <>
                {" "}
                <TextLink href="/settings#silence">Change</TextLink>
              </>
            )}
          </>
        }
      />
      <LiveMessages version={version} at={at} />
      <MessageTabs current="silent" />
      {rows.length === 0 ? (
        <p className="text-sm text-muted">
          Every number that receives regularly still does. A number appears here {span} after its last message.
        </p>
      ) : (
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
      )}
    </Page>
  );
}
