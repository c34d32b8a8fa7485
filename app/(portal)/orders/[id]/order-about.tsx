import { OrderStatusBadge } from "@/components/state-badges";
import { Facts, Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { AbsoluteTime } from "@/components/ui/time";
import { RELATION_LABELS } from "@/lib/domain/labels";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderHead, OrderLink } from "@/lib/domain/order-view";

/** What belongs to the order besides its numbers: related orders, parameters, instants, the carrier's handles. */
export function OrderAbout({ order }: { order: OrderHead }) {
  const related = [
    ...(order.parent
      ? [{ link: order.parent, label: `${RELATION_LABELS[order.relation ?? "next"].toParent} this order` }]
      : []),
    ...order.children.map((link) => ({ link, label: RELATION_LABELS[link.relation ?? "next"].asChild })),
  ];
  const params = Object.entries(order.params).filter(([, value]) => value !== null && value !== "");
  const instants = [
    { label: "Placed", at: order.submittedAt ?? order.createdAt },
    { label: "First sent", at: order.firstSentAt },
    { label: "Ended", at: order.settledAt },
  ];
  return (
    <>
      {related.length > 0 && (
        <Section title="Related orders">
          <ul className="divide-y divide-line border-y border-line">
            {related.map(({ link, label }) => (
              <RelatedOrder key={link.id} link={link} label={label} />
            ))}
          </ul>
        </Section>
      )}
      <Section title="About this order">
        <Facts
          items={[
            ...instants.flatMap(({ label, at }) =>
              at ? [{ label, value: <AbsoluteTime key={label} at={at} /> }] : [],
            ),
            ...params.map(([label, value]) => ({ label: spellParam(label), value: String(value) })),
            ...order.dispatches.map(({ reference, externalId, size }) => ({
              label: `Sent as ${reference}`,
              value: (
                <span key={reference}>
                  {formatNoun(size, "number")}
                  {externalId && (
                    <>
                      ; carrier&apos;s id <code className="font-mono text-xs">{externalId}</code>
                    </>
                  )}
                </span>
              ),
            })),
          ]}
        />
      </Section>
    </>
  );
}

function RelatedOrder({ link, label }: { link: OrderLink; label: string }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm">
      <span className="w-44 text-muted">{label}</span>
      <TextLink href={`/orders/${link.ref}`} className="font-mono text-xs">
        {link.ref}
      </TextLink>
      <span>
        {ORDER_KINDS[link.kind].label}, {formatNoun(link.sums.requested, "number")}
      </span>
      <OrderStatusBadge status={link.status} />
      <OutcomeBar sums={link.sums} className="w-32" />
    </li>
  );
}

/** `registerWith` → `Register with`. */
const spellParam = (name: string) =>
  name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
