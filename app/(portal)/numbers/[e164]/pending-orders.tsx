import { ItemStateBadge } from "@/components/state-badges";
import { EscalationButton } from "@/components/orders/escalation-drawer";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/link";
import { Spinner } from "@/components/ui/spinner";
import { Elapsed } from "@/components/ui/time";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PendingItem } from "@/lib/services/numbers/number-view";

/** The orders that have not settled this number yet; followed while one looks. */
export function PendingOrders({ pending }: { pending: readonly PendingItem[] }) {
  return (
    <div aria-live="polite" className="empty:-mt-5">
      {pending.length > 0 && (
        <ul aria-label="Under way" className="divide-y divide-line rounded-lg border border-line bg-surface">
          {pending.map((item) => (
            <li key={item.orderId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2 text-sm">
              <span className="flex items-center gap-2 font-medium text-ink">
                {item.state !== "unknown" && <Spinner className="text-pending" />}
                {ORDER_KINDS[item.kind].label}
              </span>
              <ItemStateBadge state={item.state} raw={item.message} />
              {item.overdueSeq !== null && <Badge tone="bad">Overdue</Badge>}
              <span className="text-muted">
                {item.carrierLabel} · {item.accountLabel}
              </span>
              {item.message && <span className="min-w-0 text-muted">{item.message}</span>}
              <span className="ml-auto flex items-center gap-3 text-muted">
                {item.overdueSeq !== null && (
                  <EscalationButton
                    query={{ orders: item.ref, seqs: String(item.overdueSeq) }}
                    what={`order ${item.ref}`}
                  />
                )}
                <Elapsed since={item.createdAt} />
                <TextLink href={`/orders/${item.ref}`} className="font-mono text-xs">
                  {item.ref}
                </TextLink>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
