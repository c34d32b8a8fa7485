import { LivePage } from "@/components/live/live-page";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { isMatrixMoving } from "@/lib/domain/import-matrix";
import { choosePace } from "@/lib/domain/order-progress";
import { orderItemQuery } from "@/lib/domain/order-query";
import { findDenial } from "@/lib/domain/permissions";
import { type IdProps, readPath, readQuery, type SearchProps } from "@/lib/domain/read-query";
import { getOrderPage } from "@/lib/services/orders/get-order-page";
import { listOrderUploads } from "@/lib/services/uploads/list-order-uploads";
import { orNotFound } from "../../or-not-found";
import { NextSteps } from "./next-steps";
import { EvidenceDrawer } from "./evidence-drawer";
import { OrderAbout } from "./order-about";
import { OrderFigures } from "./order-figures";
import { OrderHeader } from "./order-header";
import { OrderItems } from "./order-items";
import { UndocumentedBox } from "./order-undocumented";
import { OrderOutcomes } from "./order-outcomes";
import { OrderMatrix } from "./order-matrix";

export default async function OrderPage({ params, searchParams }: IdProps & SearchProps) {
  const query = readQuery(orderItemQuery, await searchParams);
  const ctx = await authorize("orders:read");
  const snapshot = await orNotFound(getOrderPage(ctx, readPath(await params).id, query));
  const uploads = await listOrderUploads(ctx, { orderId: snapshot.order.id });
  const { order, progress, groups, items, undocumented, matrix, routes } = snapshot;
  const pace = choosePace(progress);
  const isFollowed = matrix !== null && isMatrixMoving(matrix, { isOfOrder: true });
  const rights = {
    write: findDenial(ctx.actor.role, "orders:write"),
    decide: findDenial(ctx.actor.role, "orders:decide"),
    check: findDenial(ctx.actor.role, "numbers:refresh"),
  };
  return (
    <Page>
      <OrderHeader order={order} uploads={uploads} groups={groups} rights={rights} />
      <LivePage at={progress.at} pace={pace === "off" && isFollowed ? "list" : pace} />
      <OrderFigures orderId={order.id} progress={progress} />
      <UndocumentedBox undocumented={undocumented} carrierLabel={order.carrierLabel} />
      <OrderOutcomes order={order} groups={groups} rights={rights} />
      <NextSteps ctx={ctx} order={order} routes={routes} />
      {matrix && <OrderMatrix order={order} matrix={matrix} cell={query.cell} denial={rights.write} />}
      <OrderItems order={order} page={items} query={query} groups={groups} rights={rights} />
      <OrderAbout order={order} />
      <EvidenceDrawer
        orderId={order.id}
        orderRef={order.ref}
        shown={items.rows.map(({ seq, number }) => ({ seq, number }))}
      />
    </Page>
  );
}
