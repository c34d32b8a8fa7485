import { LivePage } from "@/components/live/live-page";
import { ListPager } from "@/components/data-table/list-pager";
import { ExportMenu } from "@/components/exports/export-menu";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { orderQuery } from "@/lib/domain/order-query";
import { readQuery, type SearchProps } from "@/lib/domain/read-query";
import { getOrdersPage } from "@/lib/services/orders/get-orders-page";
import { PageSavedViews } from "../page-saved-views";
import { AttentionLinks } from "./attention-links";
import { describeOrders } from "./describe-answer";
import { describeOrderFilters, toOrdersExport } from "./describe-filters";
import { OrderFilters } from "./order-filters";
import { isRunning, OrdersTable } from "./orders-table";

export default async function OrdersPage({ searchParams }: SearchProps) {
  const query = readQuery(orderQuery, await searchParams);
  const ctx = await authorize("orders:read");
  const { page, facets, views, attention } = await getOrdersPage(ctx, query);
  const chips = describeOrderFilters(query, facets);
  return (
    <Page>
      <AnswerHeader
        title="Orders"
        answer={<Answer parts={describeOrders({ page, query, isFiltered: chips.length > 0, attention })} />}
        detail={<AttentionLinks attention={attention} />}
        actions={
          <>
            <ButtonLink href="/orders/stuck">Stuck</ButtonLink>
            <ExportMenu href={toOrdersExport(query)} />
          </>
        }
      />
      <div className="flex flex-col gap-2">
        <OrderFilters {...facets} chips={chips} />
        <PageSavedViews list="orders" views={views} />
      </div>
      <OrdersTable
        orders={page.rows}
        isFiltered={chips.length > 0}
        fault={page.fault}
        hasManyAccounts={facets.accounts.length > facets.carriers.length}
      />
      <ListPager page={page} noun={["order", "orders"]} />
      <LivePage at={page.at} pace={page.rows.some(isRunning) ? "list" : "off"} />
    </Page>
  );
}
