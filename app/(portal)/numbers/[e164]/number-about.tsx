import { ChevronRight } from "lucide-react";
import { CopyNumber } from "@/components/number";
import { Badge } from "@/components/ui/badge";
import { PageHeading } from "@/components/ui/page-heading";
import { NotKnown, NoValue } from "@/components/ui/no-value";
import { RouteLink } from "@/components/ui/route-link";
import { RelativeTime } from "@/components/ui/time";
import { formatNational, toTenDigits } from "@/lib/domain/phone-number";
import type { NumberStatus } from "@/lib/services/numbers/number-view";
import { lataLabel } from "./lata-label";

/** The page's title, as the end of its path: what is set large is the verdict. */
export function NumberHeader({ status: { number, isTollFree, isKnown } }: { status: NumberStatus }) {
  return (
    <header className="flex flex-wrap items-center gap-x-1 gap-y-1 text-sm">
      <RouteLink href="/numbers" className="font-medium text-muted hover:text-ink">
        Numbers
      </RouteLink>
      <ChevronRight aria-hidden className="size-3.5 text-faint" />
      <PageHeading className="font-number text-ink">{formatNational(number)}</PageHeading>
      <CopyNumber e164={number} />
      {isTollFree && <Badge>Toll-free</Badge>}
      {!isKnown && <Badge tone="unknown">Not known here yet</Badge>}
    </header>
  );
}

export function NumberAbout({ status }: { status: NumberStatus }) {
  const { number } = status;
  const items = [
    { label: "E.164", value: <span className="font-mono">{number}</span> },
    { label: "Ten digits", value: <span className="font-mono">{toTenDigits(number)}</span> },
    { label: "State", value: status.state ?? <NotKnown /> },
    { label: "Rate center", value: status.rateCenter ?? <NotKnown /> },
    { label: "LATA", value: lataLabel(status.lata) },
    { label: "Added", value: status.addedAt ? <RelativeTime at={status.addedAt} /> : <NoValue>never</NoValue> },
  ];
  return (
    <section aria-label="About" className="flex flex-col gap-3">
      <h2 className="text-base font-semibold text-ink">About</h2>
      <dl className="flex flex-col gap-1.5 text-sm">
        {items.map(({ label, value }) => (
          <div key={label} className="flex items-baseline justify-between gap-3">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 text-right break-words text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
