import { LoaderCircle } from "lucide-react";
import { cx } from "./cx";

/** Decorative: the text beside it (or `aria-busy` on its owner) says what is happening. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cx("size-3.5 shrink-0 animate-turn", className)} />;
}
