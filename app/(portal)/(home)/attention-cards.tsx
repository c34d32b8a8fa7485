import { ArrowRight } from "lucide-react";
import { RouteLink } from "@/components/ui/route-link";
import { cx } from "@/components/ui/cx";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TONE_ICONS, TONE_TEXT } from "@/components/ui/tone";
import type { Tone } from "@/lib/domain/service-state";
import type { Attention } from "@/lib/services/home/count-attention";

type Card = {
  title: string;
  tone: Tone;
  numbers: number;
  /** There are more than `numbers`. */
  isAtLeast?: boolean;
  orders: number;
  href: string;
  caption: string;
};

/** What needs attention; each count links to its orders or numbers. Zero is shown in a neutral color. */
export function AttentionCards({ attention }: { attention: Attention }) {
  const { failed, unknown, overdue, doubleClaims, since, days } = attention;
  const cards: readonly Card[] = [
    {
      title: "Failed",
      tone: "bad",
      ...failed,
      href: `/orders?attention=failed&from=${since}`,
      caption: `rejected by a carrier in the last ${days} days`,
    },
    {
      title: "Unknown",
      tone: "unknown",
      ...unknown,
      href: "/orders?attention=unknown",
      caption: "without a result from the carrier",
    },
    {
      title: "Overdue",
      tone: "pending",
      ...overdue,
      href: "/orders?attention=overdue",
      caption: "accepted, but not confirmed in the usual time",
    },
    {
      title: "Double claim",
      tone: "bad",
      numbers: doubleClaims.count,
      isAtLeast: !doubleClaims.isExact,
      orders: 0,
      href: "/numbers?doubleClaim=yes",
      caption: "with messages through two carriers",
    },
  ];
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {cards.map(({ title, tone, numbers, orders, href, caption, isAtLeast }) => {
        const isCalm = numbers === 0;
        const Icon = TONE_ICONS[isCalm ? "neutral" : tone];
        return (
          <li key={title}>
            <RouteLink
              href={href}
              className="group flex h-full flex-col gap-1 rounded-lg border border-line bg-surface p-4 hover:border-accent"
            >
              <span
                className={cx("flex items-center gap-1.5 text-sm font-medium", isCalm ? "text-muted" : TONE_TEXT[tone])}
              >
                <Icon aria-hidden className="size-4" />
                {title}
                <ArrowRight aria-hidden className="ml-auto size-4 text-faint group-hover:text-accent" />
              </span>
              <span className="text-2xl font-semibold text-ink tabular-nums">
                {formatCount(numbers)}
                {isAtLeast && "+"}
              </span>
              <span className="text-sm text-muted">
                {formatNoun(numbers, "number").replace(/^[\d,]+ /, "")} {caption}
                {orders > 0 && `, in ${formatNoun(orders, "order")}`}
              </span>
            </RouteLink>
          </li>
        );
      })}
    </ul>
  );
}
