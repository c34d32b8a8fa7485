import { FlaskConical, Pause } from "lucide-react";
import { PageBanner } from "@/components/feedback/page-banner";
import { OrderStatusBadge } from "@/components/state-badges";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { Answer, AnswerHeader } from "@/components/ui/answer-header";
import { RelativeTime } from "@/components/ui/time";
import { RELATION_LABELS } from "@/lib/domain/labels";
import { ORDER_KINDS } from "@/lib/domain/order";
import { describeOrderAnswer } from "@/lib/domain/order-answer";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import type { OrderUpload } from "@/lib/services/uploads/list-order-uploads";
import { OrderActions } from "./order-actions";
import type { OrderRights } from "./order-rights";

export function OrderHeader({
  order,
  uploads,
  groups,
  rights,
}: {
  order: OrderHead;
  /** The uploads that it comes from. */
  uploads: readonly OrderUpload[];
  groups: readonly OutcomeGroup[];
  rights: OrderRights;
}) {
  return (
    <>
      <AnswerHeader
        path={[{ href: "/orders", label: "Orders" }]}
        title={`${ORDER_KINDS[order.kind].label}: ${formatNoun(order.sums.requested, "number")}`}
        pageTitle={`Order ${order.ref}`}
        answer={<Answer parts={describeOrderAnswer(order.sums)} />}
        badges={
          <>
            <OrderStatusBadge status={order.status} />
            {order.control === "paused" && order.counts.queued > 0 && <Badge icon={Pause}>Paused</Badge>}
            {order.isSandbox && <Badge icon={FlaskConical}>Sandbox</Badge>}
          </>
        }
        detail={<OrderLine order={order} uploads={uploads} />}
        actions={<OrderActions order={order} groups={groups} rights={rights} />}
      />
      {!order.isAccountOpen && (
        <PageBanner tone="pending" title="The carrier account is switched off">
          Nothing of this order can be sent or checked until an administrator switches the account on again.
        </PageBanner>
      )}
    </>
  );
}

function OrderLine({ order, uploads }: { order: OrderHead; uploads: readonly OrderUpload[] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-1.5 max-sm:gap-x-3">
      <span>
        {order.carrierLabel} · {order.accountLabel}
      </span>
      <span aria-hidden className="max-sm:hidden">
        ·
      </span>
      <span className="inline-flex items-center">
        <code className="font-mono text-xs text-ink">{order.ref}</code>
        <CopyButton text={order.ref} what="the reference" />
      </span>
      <span aria-hidden className="max-sm:hidden">
        ·
      </span>
      <span>
        placed <RelativeTime at={order.createdAt} /> by {order.personName ?? "Tandem"}
      </span>
      {order.parent && (
        <>
          <span aria-hidden className="max-sm:hidden">
            ·
          </span>
          <span>
            {RELATION_LABELS[order.relation ?? "next"].toParent}{" "}
            <TextLink href={`/orders/${order.parent.ref}`} className="font-mono text-xs">
              {order.parent.ref}
            </TextLink>
          </span>
        </>
      )}
      {uploads.map(({ id, ref, name, attempt }) => (
        <span key={id} className="min-w-0 break-words">
          <span aria-hidden>· </span>
          from upload{" "}
          <TextLink href={`/uploads/${id}/results`} className="font-mono text-xs">
            {ref}
          </TextLink>{" "}
          ({name}
          {attempt > 1 && `, attempt ${attempt}`})
        </span>
      ))}
      {order.reason && <span className="w-full text-ink">Reason: {order.reason}</span>}
    </span>
  );
}
