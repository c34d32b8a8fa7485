import type { ReactNode } from "react";
import { cx } from "./cx";

/** A framed surface. `isFlush`: no padding, for a table inside. */
export function Card({
  isFlush = false,
  className,
  children,
}: {
  isFlush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cx("overflow-hidden rounded-lg border border-line bg-surface", !isFlush && "p-4", className)}>
      {children}
    </div>
  );
}

/** A titled part of a page. */
export function Section({
  title,
  description,
  actions,
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cx("flex min-w-0 flex-col gap-3", className)}>
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-base font-semibold text-ink">{title}</h2>
          {description && <p className="max-w-[80ch] text-sm text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** Label and value pairs, in columns if there is room. */
export function Facts({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(160px,1fr))] gap-x-6 gap-y-3">
      {items.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-faint">{label}</dt>
          <dd className="mt-0.5 text-sm break-words text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
