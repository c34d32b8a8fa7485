import { MessagesSquare } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { FilterBar, FilterChips } from "@/components/data-table/filter-bar";
import { LivePage } from "@/components/live/live-page";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { deliveryQuery, describeDelivery } from "@/lib/domain/delivery";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { getDelivery } from "@/lib/services/messages/get-delivery";
import { listAccountChoices } from "@/lib/services/messages/list-account-choices";
import { MessageTabs } from "../message-tabs";
import { DeliveryChart } from "./delivery-chart";
import { DeliveryFilters, describeDeliveryFilters, describeSpan } from "./delivery-filters";
import { DeliveryLegend } from "./delivery-legend";
import { DeliveryTable } from "./delivery-table";

export default async function DeliveryPage({ searchParams }: SearchProps) {
  const query = readQuery(deliveryQuery, await searchParams);
  const ctx = await authorize("numbers:read");
  const [report, accounts] = await Promise.all([getDelivery(ctx, query), listAccountChoices(ctx)]);
  return (
    <Page>
      <AnswerHeader
        path={[{ href: "/messages", label: "Messages" }]}
        title="Delivery"
        answer={<Answer parts={describeDelivery(report.total)} />}
        detail={`Messages sent ${describeSpan(report)}, by the carriers' receipts, in your time zone.`}
      />
      <MessageTabs current="delivery" />
      <div className="flex flex-col gap-2">
        <FilterBar>
          <DeliveryFilters accounts={accounts} />
        </FilterBar>
        <FilterChips chips={describeDeliveryFilters(query, accounts)} />
      </div>
      {report.total.sent === 0 ? (
        <EmptyState
          icon={MessagesSquare}
          title="No messages were sent in this time"
          actions={<ButtonLink href="/messages?thread=new">New message</ButtonLink>}
        >
          Widen the days or remove a filter. What is sent is counted here by its receipt.
        </EmptyState>
      ) : (
        <>
          <DeliveryLegend counts={report.total} />
          <DeliveryChart days={report.days} />
          <DeliveryTable report={report} query={query} />
        </>
      )}
      <LivePage at={report.at} pace="list" />
    </Page>
  );
}
