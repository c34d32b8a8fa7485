import { cx } from "./cx";

/** A gray placeholder bar; appears after 150 ms, so that fast responses do not flicker. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cx("block animate-appear-late", className ?? "h-3 w-24")}>
      <span className="block h-full w-full animate-breathe rounded-sm bg-pressed" />
    </span>
  );
}
