"use client";

import { createContext, use, type CSSProperties, type ReactNode } from "react";
import { makeMark, type MarkedCarrier } from "@/lib/domain/carrier-mark";
import { cx } from "../ui/cx";

const CarriersContext = createContext<readonly MarkedCarrier[]>([]);

/** Makes the carriers' marks known to the pages below. */
export function CarriersProvider({ carriers, children }: { carriers: readonly MarkedCarrier[]; children: ReactNode }) {
  return <CarriersContext value={carriers}>{children}</CarriersContext>;
}

/** A carrier by its id or its label; one that is not registered (any more) gets a mark made from its name. */
function useCarrier(name: string): MarkedCarrier {
  const carriers = use(CarriersContext);
  return (
    carriers.find(({ id, label }) => id === name || label === name) ?? { id: name, label: name, mark: makeMark(name) }
  );
}

/** The carrier's monogram; its name for screen readers and on hover. `carrier`: id or label. */
export function CarrierMark({ carrier, className }: { carrier: string; className?: string }) {
  const { label } = useCarrier(carrier);
  return (
    <span title={label} className={cx("inline-flex shrink-0 align-middle", className)}>
      <Monogram carrier={carrier} />
      <span className="sr-only">{label}</span>
    </span>
  );
}

/** The monogram before the written name. `account` follows it where a carrier has several. */
export function CarrierName({ carrier, account }: { carrier: string; account?: string }) {
  const { label } = useCarrier(carrier);
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Monogram carrier={carrier} />
      {account === undefined ? label : `${label} · ${account}`}
    </span>
  );
}

function Monogram({ carrier }: { carrier: string }) {
  const { mark } = useCarrier(carrier);
  return (
    <span
      aria-hidden
      data-monogram={mark.monogram}
      style={{ "--mark-hue": mark.hue } as CSSProperties}
      className="carrier-mark inline-flex h-4 w-5 items-center justify-center rounded-sm text-[10px] leading-none font-bold before:content-[attr(data-monogram)]"
    />
  );
}
