"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useEffect } from "react";
import { FilterBar, TextFilter } from "@/components/data-table/filter-bar";
import { useUrlState } from "@/components/data-table/use-url-state";
import { ExportMenu } from "@/components/exports/export-menu";
import { PageBanner } from "@/components/feedback/page-banner";
import { settleAction } from "@/components/feedback/settle-action";
import { OrderStatusBadge } from "@/components/state-badges";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { TabLinks } from "@/components/ui/tabs";
import { ResultGrid } from "@/components/uploads/result-grid";
import { UploadZone } from "@/components/uploads/upload-zone";
import { STATES } from "@/lib/domain/labels";
import { EMPTY_COUNTS, ITEM_STATES, sumOrder } from "@/lib/domain/order";
import { labelKind, labelOutcome } from "@/lib/domain/uploads/upload-labels";
import type { UploadResults, UploadView } from "@/lib/domain/uploads/upload-view";
import { deleteUploadAction } from "../../actions";
import { listGridColumns } from "../check/grid-columns";
import { describeNotSent, pickItems } from "./describe-outcome";
import { LabelActions } from "./label-actions";
import { type ResultsQuery, writeResultSource } from "./results-query";

type Props = { upload: UploadView; results: UploadResults; query: ResultsQuery; denial: string | null };

/** What came of the rows: sums, orders, every row with the carrier's message, and the way to send failed ones again. */
export function ResultsView({ upload, results, query, denial }: Props) {
  const client = useQueryClient();
  const { counts, orders, labels, failures = [] } = results;
  const sums = sumOrder({ ...EMPTY_COUNTS, ...pickItems(counts) });
  const notSent = counts["not-sent"];
  const isUnfinished = notSent > 0 || sums.confirmed < sums.requested;
  // No carrier confirms what is our own data: rows are “set”.
  const isLabels = labels !== null && orders.length === 0;
  const seen = JSON.stringify(counts);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ["upload-rows"] });
  }, [seen, client]);
  return (
    <>
      <section aria-label="Outcome" className="flex flex-col gap-3">
        <OutcomeBar sums={sums} hasLegend={!isLabels} />
        {notSent > 0 && (
          <p className="text-sm text-muted">{describeNotSent(notSent, upload.counts, isLabels ? "set" : "sent")}</p>
        )}
        {failures.map((text) => (
          <PageBanner key={text} tone="bad" title="An order could not be placed">
            {text}
          </PageBanner>
        ))}
        <div className="flex flex-wrap gap-2">
          <ExportMenu href={`/api/uploads/${upload.id}/export?only=all`} label="Results file" />
          {sums.failed + notSent > 0 && (
            <ExportMenu href={`/api/uploads/${upload.id}/export?only=failed`} label="Failed rows" />
          )}
          {denial === null && sums.failed + notSent > 0 && upload.state === "submitted" && (
            <ButtonLink icon={<ArrowRight aria-hidden />} href={`/uploads/${upload.id}/check`}>
              Fix them here
            </ButtonLink>
          )}
          <LabelActions upload={upload} results={results} denial={denial} />
        </div>
      </section>
      {orders.length > 0 && (
        <Section title={formatNoun(orders.length, "order")}>
          <OrderList orders={orders} />
        </Section>
      )}
      <Section title="Rows">
        <OutcomeTabs results={results} query={query} />
        <FilterBar>
          <TextFilter name="q" label="Find a number or text" isMono className="w-full sm:w-56" />
        </FilterBar>
        <ResultGrid
          source={writeResultSource(upload.id, query)}
          hasOrders={!isLabels}
          columns={upload.mapping ? listGridColumns(upload.inspection, upload.mapping, false) : []}
        />
      </Section>
      {denial === null && upload.state === "submitted" && isUnfinished && (
        <Section
          title="Upload corrected rows"
          description="Correct the failed rows in Excel and upload the file here. Its rows are recognized by their key, sorted or not; only those that have not succeeded are sent again."
        >
          <UploadZone
            title="Drop the corrected file here"
            hasPaste={false}
            denial={denial}
            onCancel={(id) => settleAction(deleteUploadAction({ id }))}
          />
        </Section>
      )}
    </>
  );
}

function OrderList({ orders }: { orders: UploadResults["orders"] }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {orders.map((order) => (
        <li key={order.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 text-sm">
          <TextLink href={`/orders/${order.ref}`} className="font-mono text-xs">
            {order.ref}
          </TextLink>
          <span className="text-ink">
            {labelKind(order.kind)}: {formatNoun(order.numbers, "number")}
          </span>
          <span className="text-muted">{order.accountName}</span>
          {order.attempt > 1 && <span className="text-muted">attempt {order.attempt}</span>}
          <span className="ml-auto">
            <OrderStatusBadge status={order.status} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What needs a person comes first. */
const FIRST_TO_LAST = [
  "failed",
  "unknown",
  ...ITEM_STATES.filter((state) => state !== "failed" && state !== "unknown"),
] as const;

function OutcomeTabs({ results: { counts, labels, orders }, query }: { results: UploadResults; query: ResultsQuery }) {
  const { hrefFor } = useUrlState();
  const isLabels = labels !== null && orders.length === 0;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const shown = FIRST_TO_LAST.filter((state) => counts[state] > 0 || state === query.outcome);
  return (
    <TabLinks
      label="Rows by outcome"
      current={query.outcome ?? "all"}
      tabs={[
        { id: "all", label: "All rows", count: formatCount(all), href: hrefFor({ outcome: null }) },
        ...shown.map((state) => ({
          id: state,
          label: (isLabels
            ? labelOutcome(state, labels.undone === counts.skipped ? "undone" : null)
            : STATES.item[state]
          ).label,
          count: formatCount(counts[state]),
          href: hrefFor({ outcome: state }),
        })),
      ]}
    />
  );
}
