import { Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import { labelKind, uploadHref } from "@/lib/domain/uploads/upload-labels";
import type { CustomerPageView } from "@/lib/services/customers/get-customer-page";

/** The latest orders with the customer's numbers, and the uploads that ordered for them or labeled them; nothing where there are none. */
export function RelatedWork({
  customerId,
  orders,
  uploads,
}: Pick<CustomerPageView, "orders" | "uploads"> & { customerId: string }) {
  return (
    <>
      {orders.length > 0 && (
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
      )}
      {uploads.rows.length > 0 && (
        <Section
          title="Latest uploads with its numbers"
          actions={uploads.hasMore && <TextLink href={`/uploads?customer=${customerId}`}>All its uploads</TextLink>}
        >
          <ul className="divide-y divide-line border-y border-line text-sm">
            {uploads.rows.map(({ id, name, state, kinds, person, createdAt }) => (
              <li key={id} className="flex items-baseline gap-x-3 py-1.5">
                <TextLink href={uploadHref({ id, state })} className="min-w-0 truncate" title={name}>
                  {name}
                </TextLink>
                <span className="shrink-0 text-ink max-sm:hidden">{kinds.map(labelKind).join(", ")}</span>
                <span className="ml-auto shrink-0 text-xs text-muted">
                  {person && <span className="max-sm:hidden">{person}, </span>}
                  <RelativeTime at={createdAt} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
