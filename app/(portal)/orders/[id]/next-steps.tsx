import { Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import type { Context } from "@/lib/context";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderHead } from "@/lib/domain/order-view";
import { listNextSteps, type OrderRoute } from "@/lib/services/orders/list-next-steps";
import { SendOn } from "./send-on";

/** The forms that confirmed numbers can be sent on to, and the gateways of their calls. */
export async function NextSteps({
  ctx,
  order,
  routes,
}: {
  ctx: Context;
  order: OrderHead;
  routes: readonly OrderRoute[];
}) {
  const steps = await listNextSteps(ctx, order.kind);
  const { confirmed } = order.counts;
  const isOpen = order.counts.queued + order.counts.sending + order.counts.accepted > 0;
  const hasSteps = steps.length > 0 && (confirmed > 0 || isOpen);
  if (!hasSteps && routes.length === 0) return null;
  return (
    <Section title="What comes next">
      {routes.length > 0 && (
        <p className="text-sm text-muted">
          Gateways for calls:{" "}
          {routes
            .map(({ route, count }) => `${route ?? "the carrier's default"} for ${formatNoun(count, "number")}`)
            .join("; ")}
          .
        </p>
      )}
      {hasSteps &&
        (confirmed > 0 ? (
          <SendOn orderId={order.id} count={confirmed} steps={steps} />
        ) : (
          <p className="text-sm text-muted">
            Numbers can be sent on as soon as {order.carrierLabel} lists them:{" "}
            {steps.map(({ kind, carriers }) => `${ORDER_KINDS[kind].action} (${carriers.join(", ")})`).join("; ")}.
          </p>
        ))}
    </Section>
  );
}
