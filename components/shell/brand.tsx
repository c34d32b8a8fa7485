import { cx } from "../ui/cx";

/** Two joined rings: a tandem connects networks. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cx("shrink-0", className ?? "size-6")}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2.6" className="stroke-on-accent">
        <circle cx="12" cy="16" r="5.4" />
        <circle cx="20" cy="16" r="5.4" />
      </g>
    </svg>
  );
}
