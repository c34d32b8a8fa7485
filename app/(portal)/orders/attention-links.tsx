import { RouteLink } from "@/components/ui/route-link";
import { cx } from "@/components/ui/cx";
import { formatCount } from "@/components/ui/format";
import { TONE_TEXT, ToneDot } from "@/components/ui/tone";
import type { OrderAttention } from "@/lib/services/orders/count-order-attention";

/** What the orders need, each with the list of just those. */
export function AttentionLinks({
  attention: { failed, unknown, overdue, since, days },
}: {
  attention: OrderAttention;
}) {
  const links = [
    {
      tone: "bad",
      count: failed.orders,
      text: `with failed numbers in the last ${days} days`,
      href: `/orders?attention=failed&from=${since}`,
    },
    { tone: "unknown", count: unknown.orders, text: "with unknown results", href: "/orders?attention=unknown" },
    { tone: "pending", count: overdue.orders, text: "with overdue numbers", href: "/orders?attention=overdue" },
  ] as const;
  const shown = links.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 max-sm:flex-col">
      {shown.map(({ tone, count, text, href }) => (
        <li key={tone}>
          <RouteLink
            href={href}
            className="inline-flex min-h-6 items-center gap-1.5 underline-offset-2 hover:underline max-sm:min-h-10"
          >
            <ToneDot tone={tone} />
            <span className={cx("font-semibold tabular-nums", TONE_TEXT[tone])}>{formatCount(count)}</span>
            {text}
          </RouteLink>
        </li>
      ))}
    </ul>
  );
}
