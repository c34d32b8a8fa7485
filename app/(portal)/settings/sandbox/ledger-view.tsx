import { ColumnHeader } from "@/components/data-table/column-header";
import { MessageRow } from "@/components/data-table/message-rows";
import { Row } from "@/components/data-table/row";
import { Cell, Table, TableHead } from "@/components/data-table/table";
import { EmptyState } from "@/components/feedback/empty-state";
import { PageBanner } from "@/components/feedback/page-banner";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { formatCount, formatNoun } from "@/components/ui/format";
import { StateBadge } from "@/components/ui/state-badge";
import { nameCarrier } from "@/lib/services/sandbox-admin/describe-sandbox";
import type { LedgerSummary } from "@/lib/services/sandbox-admin/read-ledger";
import { ClearStatistics } from "./reset-menu";
import { SandboxTarget } from "./sandbox-target";

export function LedgerView({ ledger }: { ledger: LedgerSummary }) {
  return (
    <>
      <DuplicateBanner ledger={ledger} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Effects effects={ledger.effects} />
        <Duplicates ledger={ledger} />
      </div>
      <Endpoints endpoints={ledger.endpoints} />
    </>
  );
}

function DuplicateBanner({ ledger: { duplicateCount, certainCount } }: { ledger: LedgerSummary }) {
  if (certainCount > 0)
    return (
      <PageBanner tone="bad" title={`${formatNoun(certainCount, "reference")} took effect more than once`}>
        One reference is one request. Each of these was sent again although the first had arrived.
      </PageBanner>
    );
  if (duplicateCount > 0)
    return (
      <PageBanner tone="unknown" title="No reference took effect twice">
        {formatNoun(duplicateCount, "number or name", "numbers or names")} had the same effect more than once. That is
        right where someone requested it again, such as SMS on, off and on.
      </PageBanner>
    );
  return (
    <PageBanner title="No duplicates">No effect happened twice at a simulated carrier since the last reset.</PageBanner>
  );
}

function Effects({ effects }: { effects: LedgerSummary["effects"] }) {
  return (
    <Section title="Effects" description="What the carriers did on request, since the last reset.">
      <Table label="Effects">
        <TableHead>
          <ColumnHeader label="Carrier" />
          <ColumnHeader label="Effect" width="60%" />
          <ColumnHeader label="Count" align="right" />
        </TableHead>
        <tbody>
          {effects.length === 0 && (
            <MessageRow colSpan={3}>
              <EmptyState title="No effects yet">
                Place an order: what it does at the carrier is counted here.
              </EmptyState>
            </MessageRow>
          )}
          {effects.map(({ carrier, kind, count }) => (
            <Row key={`${carrier} ${kind}`}>
              <Cell place="name">{nameCarrier(carrier)}</Cell>
              <Cell className="font-mono">{kind}</Cell>
              <Cell align="right" place="beside" className="tabular-nums">
                {formatCount(count)}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Duplicates({ ledger: { duplicates, duplicateCount } }: { ledger: LedgerSummary }) {
  const description =
    duplicateCount > duplicates.length
      ? `The first ${formatCount(duplicates.length)} of ${formatCount(duplicateCount)}.`
      : "The same effect more than once, for one number or under one reference.";
  return (
    <Section title="Duplicates" description={description}>
      <Table label="Duplicates" className="max-h-[420px]">
        <TableHead>
          <ColumnHeader label="Number or reference" isSticky />
          <ColumnHeader label="Effect" />
          <ColumnHeader label="Times" align="right" />
          <ColumnHeader label="Verdict" />
        </TableHead>
        <tbody>
          {duplicates.length === 0 && (
            <MessageRow colSpan={4}>
              <EmptyState title="No duplicates">Every effect happened once.</EmptyState>
            </MessageRow>
          )}
          {duplicates.map(({ carrier, kind, number, reference, count, isCertain }) => (
            <Row key={`${carrier} ${kind} ${number ?? ""} ${reference ?? ""}`}>
              <Cell isSticky>
                <SandboxTarget text={number ?? reference ?? ""} />
              </Cell>
              <Cell className="whitespace-nowrap">
                {nameCarrier(carrier)} <span className="font-mono">{kind}</span>
              </Cell>
              <Cell align="right" label="Times" className="tabular-nums">
                {formatCount(count)}
              </Cell>
              <Cell place="beside">
                {isCertain ? (
                  <StateBadge tone="bad" label="Sent twice" look="plain" />
                ) : (
                  <StateBadge tone="unknown" label="Requested twice?" look="plain" />
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

const FIGURES = ["Requests", "429s", "Peak per second", "Peak accepted"] as const;

function Endpoints({ endpoints }: { endpoints: LedgerSummary["endpoints"] }) {
  return (
    <Section
      title="Requests"
      description="Since the statistics were cleared or the sandbox started. The peak is the most within any one second."
      actions={
        <ClearStatistics endpoints={endpoints.map(({ carrier, group }) => `${nameCarrier(carrier)} ${group}`)} />
      }
    >
      <Table label="Requests">
        <TableHead>
          <ColumnHeader label="Carrier" isSticky />
          <ColumnHeader label="Endpoint" />
          {FIGURES.map((label) => (
            <ColumnHeader key={label} label={label} align="right" />
          ))}
          <ColumnHeader label="Answers" width="35%" />
        </TableHead>
        <tbody>
          {endpoints.length === 0 && (
            <MessageRow colSpan={7}>
              <EmptyState title="No requests yet">No simulated carrier was called.</EmptyState>
            </MessageRow>
          )}
          {endpoints.map((row) => (
            <Row key={`${row.carrier} ${row.group}`}>
              <Cell isSticky>{nameCarrier(row.carrier)}</Cell>
              <Cell className="font-mono">{row.group}</Cell>
              {[row.requests, row.limited, row.peakPerSecond, row.peakAcceptedPerSecond].map((figure, index) => (
                <Cell key={index} align="right" label={FIGURES[index]} className="tabular-nums">
                  {formatCount(figure)}
                </Cell>
              ))}
              <Cell>
                <span className="flex flex-wrap gap-1 py-1">
                  {Object.entries(row.statuses).map(([status, count]) => (
                    <Badge key={status}>
                      {status} × {formatCount(count)}
                    </Badge>
                  ))}
                </span>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
