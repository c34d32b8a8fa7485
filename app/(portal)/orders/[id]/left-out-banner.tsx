import { PageBanner } from "@/components/feedback/page-banner";
import { ButtonLink } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import type { PlacedChild } from "@/lib/domain/order-view";
import { formatNational } from "@/lib/domain/phone-number";

/** A child order was placed without some of the chosen numbers: which, and why. */
export function LeftOutBanner({ child }: { child: PlacedChild }) {
  return (
    <PageBanner
      tone="pending"
      title={`Order ${child.ref} placed with ${formatNoun(child.count, "number")}; ${formatCount(child.leftOutCount)} left out`}
      actions={<ButtonLink href={`/orders/${child.ref}`}>Open {child.ref}</ButtonLink>}
    >
      <ul className="mt-1">
        {child.leftOut.map(({ number, why }) => (
          <li key={number}>
            <span className="font-mono">{formatNational(number)}</span> {why}
          </li>
        ))}
        {child.leftOutCount > child.leftOut.length && (
          <li>and {formatCount(child.leftOutCount - child.leftOut.length)} more</li>
        )}
      </ul>
    </PageBanner>
  );
}
