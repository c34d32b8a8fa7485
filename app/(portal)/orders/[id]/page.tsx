import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Page } from "@/components/ui/page-header";
import { authorize } from "@/lib/auth/session";
import { AppError } from "@/lib/domain/errors";
import { orderItemQuery } from "@/lib/domain/order-query";
import { can, explainDenial, type Permission } from "@/lib/domain/permissions";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { getOrder } from "@/lib/services/orders/get-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { getImportMatrix } from "@/lib/services/orders/import-matrix";
import { listOddities } from "@/lib/services/orders/list-oddities";
import { listOrderItems } from "@/lib/services/orders/list-order-items";
import { listOutcomes } from "@/lib/services/orders/list-outcomes";
import { NextSteps } from "./next-steps";
import { ImportMatrixBox } from "../matrix/import-matrix-box";
import { EvidenceDrawer } from "./evidence-drawer";
import { OrderAbout } from "./order-about";
import { OrderHeader } from "./order-header";
import { OrderItems } from "./order-items";
import { OrderLive } from "./order-live";
import { OrderOdditiesBox } from "./order-oddities";
import { OrderOutcomes } from "./order-outcomes";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `Order ${readPath(await params).id.slice(0, 24)}`,
});

export default async function OrderPage({ params, searchParams }: Props) {
  const query = readQuery(orderItemQuery, await searchParams);
  const ctx = await authorize("orders:read");
  const order = await getOrder(ctx, readPath(await params).id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  const [groups, items, progress, oddities, matrix] = await Promise.all([
    listOutcomes(ctx, order),
    listOrderItems(ctx, order.id, query),
    getOrderProgress(ctx, order.id),
    listOddities(ctx, order.id),
    order.kind === "import" ? getImportMatrix(ctx, order) : null,
  ]);
  const deny = (permission: Permission) => (can(ctx.actor.role, permission) ? null : explainDenial(permission));
  const rights = { write: deny("orders:write"), decide: deny("orders:decide"), check: deny("numbers:refresh") };
  return (
    <Page>
      <OrderHeader order={order} groups={groups} rights={rights} />
      <OrderLive orderId={order.id} initial={progress} />
      <OrderOdditiesBox oddities={oddities} carrierLabel={order.carrierLabel} />
      <NextSteps ctx={ctx} order={order} />
      {matrix && (
        <ImportMatrixBox
          of={{ orderId: order.id }}
          accountId={order.accountId}
          base={`/orders/${order.ref}`}
          shown={query.cell}
          matrix={matrix}
          description="How many of these numbers have come how far, whoever took them there. A count shows its numbers."
          denial={rights.write ?? (order.isAccountOpen ? null : "The carrier account is switched off.")}
        />
      )}
      <OrderOutcomes order={order} groups={groups} rights={rights} />
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
