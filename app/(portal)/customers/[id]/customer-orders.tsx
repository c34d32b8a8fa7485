import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import type { CustomerPageView } from "@/lib/services/customers/get-customer-page";

export const CustomerOrders = ({ orders }: Pick<CustomerPageView, "orders">) => (
  <Section title="Latest orders with its numbers">
    <ul className="divide-y divide-line border-y border-line text-sm">
      {orders.map((order) => (
        <li key={order.id} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
          <TextLink href={`/orders/${order.ref}`} className="font-mono">
            {order.ref}
          </TextLink>
          <span className="text-ink">{order.label}</span>
          <span className="ml-auto text-xs text-muted">
            <RelativeTime at={order.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  </Section>
);
